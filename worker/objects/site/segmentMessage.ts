import type { SegmentChange } from "#shared/figures/row";
import type { LiveMessage } from "#shared/wire/live";

/** A change of segment as it is told to whoever watches the whole site. */
export function segmentMessage(change: SegmentChange, seq: number, now: number): LiveMessage {
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
