import { addressOf, options } from "./options.ts";

/** Above it a body might exceed the 64 KB that a page may leave behind in `keepalive` requests: three bytes a character at most. */
export const KEEPALIVE_LENGTH = 2e4;

/** Sends a call. A plain string is `text/plain`: no preflight. It outlives the page where its size allows. */
export const send = (call: string, body: object): Promise<Response> => {
  const text = JSON.stringify({ ...body, writeKey: options["writeKey"], sentAt: new Date().toISOString() });
  return fetch(addressOf(call), {
    method: "POST",
    body: text,
    keepalive: text.length <= KEEPALIVE_LENGTH,
    // Older browsers have no such signal, and none is none.
    signal: AbortSignal.timeout?.(1e4),
  });
};

/** Segment's retry table: below 500 only these are tried again, from 500 on all but these. */
export const isRetried = (status: number): boolean =>
  status < 500 === [408, 410, 429, 460, 501, 505, 511].includes(status);

/**
 * How long to wait after so many failures in a row, in milliseconds; a server's own wish counts on 429 only.
 *
 * @param chance from 0 to below 1: 10 % either way, so that pages do not come back in step
 */
export const delayMs = (failures: number, response: Response | undefined, chance: number): number =>
  (response?.status === 429 && Math.min(+(response.headers.get("Retry-After") as string), 300) * 1e3) ||
  Math.min(250 * 2 ** failures, 6e4) * (0.9 + chance / 5);
