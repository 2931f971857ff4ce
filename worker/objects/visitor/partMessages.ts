import type { StoredMessage } from "./visitorLog.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** A log row may hold 2 MB, an answer 32. */
const CHUNK_LETTERS = 500_000;

/** A log's messages by the part they came under, each once, in chunks that a log row can hold. */
export function messagesByPart(
  store: VisitorStore,
  own: string,
  parts: readonly string[],
): Map<string, StoredMessage[][]> {
  const found = new Map(parts.map((part) => [part, new Map<string, StoredMessage>()]));
  for (const { entry } of store.entries()) {
    const known = found.get(entry.part ?? own);
    for (const message of entry.messages ?? [])
      if (known && !known.has(message.id)) known.set(message.id, { receivedAt: entry.at, ...message });
  }
  return new Map([...found].map(([part, messages]) => [part, chunksOf([...messages.values()])]));
}

/** Cuts a list of messages so that each piece fits a log row; one empty piece where there are none. */
export function chunksOf(messages: readonly StoredMessage[]): StoredMessage[][] {
  const chunks: StoredMessage[][] = [[]];
  let letters = 0;
  for (const message of messages) {
    const size = JSON.stringify(message).length;
    if (letters > 0 && letters + size > CHUNK_LETTERS) {
      chunks.push([]);
      letters = 0;
    }
    letters += size;
    chunks.at(-1)?.push(message);
  }
  return chunks;
}
