import { createHash } from "node:crypto";
import type { Fields } from "./row.ts";

/** Whose message it is. */
export type Holder = { readonly userId: string } | { readonly anonymousId: string };

/** A message read from a row, before it has its final instant. */
export interface Draft {
  readonly holder: Holder;
  /** Epoch milliseconds, as the file says. */
  readonly at: number;
  /** The row's own; null: it has none and is named by its content. */
  readonly messageId: string | null;
  /** The rest of the Segment message. */
  readonly message: Fields;
}

/** What is wrong with a row, in words that follow its line. */
export interface Fault {
  readonly fault: string;
}

export interface Finish {
  readonly site: string;
  readonly line: number;
  /** What is added to the file’s instants. */
  readonly shiftMs: number;
}

/**
 * The message as it is sent. An id that a row lacks comes from site, line and content as the file has them, never from the shifted time:
 * so the same file says the same ids again, and a second run changes nothing.
 */
export function finished(draft: Draft, { site, line, shiftMs }: Finish): Fields {
  const { holder, at, message } = draft;
  const messageId = draft.messageId ?? contentId([site, line, holder, at, message]);
  return { ...holder, ...message, messageId, timestamp: new Date(at + shiftMs).toISOString() };
}

function contentId(content: unknown): string {
  return `import-${createHash("sha256").update(JSON.stringify(content)).digest("base64url")}`;
}
