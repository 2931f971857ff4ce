/** What stops a command and is said to its user in one line on stderr, without a stack. */
export class Failure extends Error {}

/** The one line for anything thrown. */
export function lineOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s*\n\s*/g, " ");
}
