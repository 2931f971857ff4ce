import type { SegmentChange } from "#shared/figures/row";
import type { LiveMessage } from "#shared/wire/live";
import type { ChangeStore } from "./changeStore.ts";

/** A change of segment as it is told to whoever watches the whole site. */
function segmentMessage(change: SegmentChange, seq: number, now: number): LiveMessage {
  return {
    type: "segment",
    seq,
    at: new Date(change.at).toISOString(),
    recordedAt: new Date(now).toISOString(),
    cause: change.cause,
    visitor: change.visitor,
    segment: change.to,
    from: change.from,
  };
}

/** Keeps what changed, and answers the messages of what was not known yet. To be called in a transaction. */
export function newMessages(store: ChangeStore, changes: readonly SegmentChange[], now: number): string[] {
  const added = changes.map((change) =>
    store.add(`${change.visitor}/${change.revision}`, (seq) => JSON.stringify(segmentMessage(change, seq, now))),
  );
  store.trim();
  return added.filter((message) => message !== null);
}
