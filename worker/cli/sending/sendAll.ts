/**
 * Hands every item to `send`, so many at a time, taking the next only when one is done: the source is never read further than needed.
 * The first failure stops the others.
 */
export async function sendAll<T>(
  items: AsyncIterable<T>,
  inFlight: number,
  send: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let failed = false;
  const line = async () => {
    try {
      while (!failed) {
        const next = await iterator.next();
        if (next.done) return;
        await send(next.value);
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: inFlight }, line));
  await iterator.return?.();
  const refused = outcomes.find((outcome) => outcome.status === "rejected");
  if (refused) throw refused.reason;
}
