import { userIdsOf } from "#shared/visitor/visitor";
import type { VisitorStub } from "../stubs.ts";
import { messagesByPart } from "./partMessages.ts";
import type { Joint, VisitorState } from "./visitorLog.ts";
import type { AbsorbRequest } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

const HOPS = 8;

/** `another`: the holder has a user id of its own, and so has this visitor. `erased`: so was the holder, and the person is one. `circle`: it leads back here, and this visitor is to hold the others. */
export type HandedOver = "done" | "later" | "another" | "circle" | "erased";

interface Others {
  readonly version: number;
  readonly stubOf: (id: string) => Pick<VisitorStub, "absorb"> | null;
}

/** Hands all of a visitor's parts to whoever holds the person, as few calls as their size allows; each may be repeated. */
export async function handOverTo(
  id: string,
  store: VisitorStore,
  state: VisitorState,
  { version, stubOf }: Others,
): Promise<HandedOver> {
  const { forward, site, own, parts, visitor } = state;
  if (forward === null) return "done";
  const { to, link, by, at } = forward;
  const joins: Joint[] = [
    { id, under: to, link, by, at, bornAt: state.bornAt },
    ...parts.map(({ visitor: _, ...joint }) => joint),
  ];
  const shared = { site, version, joins, userIds: userIdsOf(visitor) };
  const apart = state.apart.map((one) => ({ ...one, of: one.of ?? id }));
  const people = [{ id, visitor: own }, ...parts];
  const messages = messagesByPart(
    store,
    id,
    people.map((part) => part.id),
  );
  for (const {
    id: part,
    visitor: { moments: _, ...who },
  } of people)
    for (const chunk of messages.get(part) ?? [[]]) {
      const request = { ...shared, apart, part, who, messages: chunk, now: Math.max(Date.now(), state.walkedTo) };
      const answer = await absorbAt({ id, to }, request, stubOf);
      if (answer !== "done") return answer;
    }
  return "done";
}

/** Follows forwarding addresses to whoever holds the person. In a circle of them whoever has the least id gives theirs up, and holds the others. */
async function absorbAt(
  { id, to: first }: { readonly id: string; readonly to: string },
  request: AbsorbRequest,
  stubOf: Others["stubOf"],
): Promise<HandedOver> {
  let to = first;
  const waiting = [id];
  for (let hop = 0; hop < HOPS; hop++) {
    const answer = await stubOf(to)?.absorb(request);
    if (answer?.kind === "found" || answer?.kind === "apart") return "done";
    if (answer?.kind === "another" || answer?.kind === "erased") return answer.kind;
    if (answer?.kind !== "forward") return "later";
    if (!answer.absorbed) waiting.push(to);
    if (answer.to === id) return waiting.every((other) => id <= other) ? "circle" : "later";
    to = answer.to;
  }
  return "later";
}
