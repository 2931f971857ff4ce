import * as v from "valibot";
import { type ImportAnswer, ImportAnswerSchema } from "#shared/wire/import";
import { Failure, lineOf } from "../failure.ts";
import { detailIn } from "./callWorker.ts";

/** What sending needs from outside: time, and a way to be stopped. */
export interface Sending {
  readonly fetch: typeof fetch;
  /** Resolves after so many milliseconds, or rejects when stopped. */
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Address {
  /** The import call of one site. */
  readonly url: string;
  readonly token: string;
}

const TRIES = 8;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const LONGEST_ASKED_MS = 300_000;
const ANSWER_WITHIN_MS = 120_000;

/**
 * Sends one request until it is answered. What can pass (no connection, 408, 429, 5xx) is tried again, after as long as `Retry-After` asks;
 * sending twice is safe, as every message has its id.
 *
 * @throws Failure where the Worker refuses, or cannot be reached in eight tries
 */
export async function post(body: string, address: Address, sending: Sending): Promise<ImportAnswer> {
  for (let tried = 1; ; tried++) {
    const outcome = await attempt(body, address, sending);
    if ("answer" in outcome) return outcome.answer;
    if (tried === TRIES) throw new Failure(`${outcome.reason}; given up after ${TRIES} tries`);
    await sending.wait(outcome.waitMs ?? Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS));
  }
}

type Outcome = { readonly answer: ImportAnswer } | { readonly reason: string; readonly waitMs: number | null };

async function attempt(body: string, { url, token }: Address, sending: Sending): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.any([sending.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    response = await sending.fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
    text = await response.text();
  } catch (error) {
    if (sending.signal.aborted) throw sending.signal.reason;
    return { reason: `${new URL(url).origin} cannot be reached (${causeOf(error)})`, waitMs: null };
  }
  if (response.ok) return { answer: answerIn(text, url) };
  const reason = `${new URL(url).origin} answered ${response.status}: ${detailIn(text)}`;
  if (response.status !== 408 && response.status !== 429 && response.status < 500) throw new Failure(reason);
  return { reason, waitMs: retryAfterMs(response.headers.get("retry-after")) };
}

function answerIn(text: string, url: string): ImportAnswer {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ImportAnswerSchema), text);
  if (!parsed.success) throw new Failure(`${url} does not answer as an RFEdge Worker does`);
  return parsed.output;
}

/** Whole seconds or a date, as RFC 9110 has it, five minutes at most; null where there is none. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1000, LONGEST_ASKED_MS) : null;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AggregateError) return lineOf(cause.errors[0]);
  return lineOf(cause ?? error);
}
