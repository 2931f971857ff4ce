import type { Decisions } from "#shared/wire/decide";
import { guard } from "./guard.ts";
import { options } from "./options.ts";
import { fillSlots } from "./slots.ts";

/** Later than this the visitor is reading: the page's own content stays. */
const PATIENCE_MS = 1e3;

type Listener = (value?: Decisions) => void;

const listeners: Record<string, Listener[]> = { ready: [], decision: [] };
const last = new Map<string, Decisions | undefined>();

/** Listens to `ready` and to every `decision`; what was already said is repeated to a late listener. */
export const on = (name: string, listener: Listener): void => {
  listeners[name]?.push(listener);
  if (last.has(name)) listener(last.get(name));
};

export const tell = (name: string, value?: Decisions): void => {
  last.set(name, value);
  for (const listener of listeners[name] ?? []) guard(listener)(value);
};

export const isFilling = options["slots"] !== "off";

let latest = 0;

/** Forgets what was decided for another page. */
export const beginAnswers = (): void => {
  latest++;
  last.delete("decision");
  fillSlots();
};

/** Waits for an answer and gives it to the page, unless it is late or another page has begun. */
export const giveAnswer = async (asking: Promise<Response | undefined>): Promise<Decisions | undefined> => {
  const page = latest;
  const askedAt = Date.now();
  const answer: Decisions | undefined = await (await asking)?.json();
  if (!answer?.decisions || page !== latest || Date.now() - askedAt > PATIENCE_MS) return undefined;
  if (isFilling) fillSlots(answer.decisions);
  tell("decision", answer);
  return answer;
};
