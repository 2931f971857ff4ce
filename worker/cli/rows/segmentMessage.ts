import { bagOf, readMessage } from "#shared/events/event";
import type { Draft, Fault } from "./draft.ts";
import { instantOf } from "./instantOf.ts";
import { type Fields, UNSAFE_NAMES } from "./row.ts";

/** Stamps of a transport long over: taken as they stand, its clock correction would move the past to today. */
const TRANSPORT = ["timestamp", "originalTimestamp", "sentAt", "receivedAt", "messageId"];

/** A row as the Segment message that it is: in CSV the header names the fields, `properties.order_id` for a nested one. */
export function segmentMessage(fields: Fields): Draft | Fault {
  const body = nested(fields);
  const at = instantOf(body["timestamp"] ?? body["originalTimestamp"]);
  if (at === null) return { fault: "timestamp: is not a date" };
  const arrival = { receivedAt: Number.MAX_SAFE_INTEGER, freshId: () => "" };
  const read = readMessage({ ...body, timestamp: at, originalTimestamp: null, sentAt: null }, arrival);
  if ("issues" in read)
    return { fault: read.issues.map(({ path, message }) => `${path || "/"} ${message}`).join("; ") };
  const { anonymousId, userId, messageId } = read.message;
  if (anonymousId === null && userId === null) return { fault: "needs an anonymousId or a userId" };
  return {
    holder: anonymousId === null ? { userId: userId ?? "" } : { anonymousId },
    at,
    messageId: messageId === "" ? null : messageId,
    message: Object.fromEntries(Object.entries(body).filter(([name]) => !TRANSPORT.includes(name))),
  };
}

/** Fields named by a dotted path stand where the path says; empty cells are left out. */
function nested(fields: Fields): Fields {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    if (value === "" || value === undefined) continue;
    const steps = path.split(".");
    if (!steps.some((step) => UNSAFE_NAMES.has(step))) place(root, steps, value);
  }
  return root;
}

function place(target: Record<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  const inner = { ...bagOf(target[step]) };
  target[step] = inner;
  place(inner, rest, value);
}
