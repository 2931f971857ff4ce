import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Writes pieces of text one after the other, no faster than they are read. Whoever reads may stop (`| head`): then there is nothing more to write.
 *
 * @throws what the signal says, when it is aborted
 */
export async function writeOut(output: Writable, pieces: Iterable<string>, signal: AbortSignal): Promise<void> {
  let failure: NodeJS.ErrnoException | null = null;
  const note = (error: NodeJS.ErrnoException) => {
    failure = error;
  };
  output.on("error", note);
  try {
    for (const piece of pieces) {
      signal.throwIfAborted();
      if (!output.write(piece)) await Promise.race([once(output, "drain", { signal }), once(output, "close")]);
      if (failure !== null) break;
    }
    if (failure === null) await new Promise<void>((resolve) => output.write("", () => resolve()));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    failure ??= error instanceof Error ? error : new Error(String(error));
  } finally {
    output.off("error", note);
  }
  if (failure !== null && Reflect.get(failure, "code") !== "EPIPE") throw failure;
}
