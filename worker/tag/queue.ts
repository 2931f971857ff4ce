import { guard } from "./guard.ts";
import { delayMs, isRetried, KEEPALIVE_LENGTH, send } from "./send.ts";
import { keysFrom, readKey, removeKey, writeKey } from "./store.ts";

/** One stored key a message, so that two tabs never overwrite each other; the keys sort by time. */
const PREFIX = "rfedge.";
const CAPACITY = 100;
/** What is dropped last: who someone is and what they bought. */
const PRECIOUS = /"identify"|"Order |"purchase"|"refund"/;

const underway = new Set<string>();
let kept = 1e6;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<unknown> | undefined;

/** A message of the Segment specification. */
export interface Message {
  readonly type: string;
  readonly messageId: string;
  readonly timestamp: string;
  readonly [field: string]: unknown;
}

/** Keeps a message until the edge has it; answers its key. */
export const keep = (message: Message): string => {
  const key = PREFIX + message.timestamp + kept++ + message.messageId;
  writeKey(key, JSON.stringify(message));
  const keys = keysFrom(PREFIX);
  const [oldest = key] = keys;
  if (keys.length > CAPACITY) removeKey(keys.find((other) => !PRECIOUS.test(readKey(other))) ?? oldest);
  return key;
};

/** Sends kept messages; answers only when they need never be sent again. */
const deliver = async (keys: string[], call: string, body: object): Promise<Response | undefined> => {
  for (const key of keys) underway.add(key);
  const response = await guard(send)(call, body);
  for (const key of keys) underway.delete(key);
  if (response && !isRetried(response.status)) {
    failures = 0;
    keys.forEach(removeKey);
    return response;
  }
  flushIn(delayMs(++failures, response, Math.random()));
  return undefined;
};

/** What is kept under a key; should anybody have tampered with it, it is dropped here and refused there, and the others still go. */
const messageAt = (key: string): unknown => {
  try {
    return JSON.parse(readKey(key));
  } catch {
    removeKey(key);
    return null;
  }
};

/** Sends the oldest waiting messages, as many as fit one request. */
const deliverNext = (): unknown => {
  let length = 0;
  const keys = keysFrom(PREFIX).filter((key) => {
    if (underway.has(key)) return false;
    const before = length;
    length += readKey(key).length + 1;
    return !before || length < KEEPALIVE_LENGTH - 200;
  });
  return keys[0] && deliver(keys, "batch", { batch: keys.map(messageAt) });
};

/** Sends until nothing waits or a request fails, which comes back by itself. */
export const flush = (): Promise<unknown> => {
  running ??= guard(async () => {
    while (await deliverNext());
  })().then(() => {
    running = undefined;
  });
  return running;
};

export const flushIn = (ms: number): void => {
  clearTimeout(timer);
  timer = setTimeout(flush, ms);
};

/** A new message goes at once, unless the edge or the network is being given time. */
export const flushSoon = (): void => {
  if (!failures) flushIn(0);
};

/** The page may be gone in a moment: does not wait for the request under way. */
export const flushNow = (): void => {
  if (!failures) deliverNext();
};

/**
 * Sends one message by itself and answers at once. Whatever else waits goes first, as the answer may depend on it;
 * engaged seconds alone are not worth another round trip.
 */
export const deliverAlone = async (message: Message, call: string, body: object): Promise<Response | undefined> => {
  const key = keep(message);
  underway.add(key);
  if (keysFrom(PREFIX).some((other) => other !== key && !readKey(other).includes('"Engaged"'))) await flush();
  return deliver([key], call, body);
};

addEventListener("online", () => {
  failures = 0;
  flush();
});
