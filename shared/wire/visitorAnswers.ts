import type { Bag } from "../events/event.ts";
import type { HistoryEntry } from "../segments/history.ts";
import type { Served } from "../visitor/exposures.ts";
import type { Moment } from "../visitor/moment.ts";
import type { LiveMessage } from "./live.ts";
import type { History, RecordedEvent } from "./visitors.ts";

/** An accepted event as it is kept; instants are epoch milliseconds. */
export interface PastEvent {
  readonly at: number;
  readonly receivedAt: number;
  readonly type: Moment["type"];
  readonly name: string | null;
  readonly messageId: string;
  readonly points: number;
  readonly message: Bag;
  readonly served?: Served;
}

/** An instant on the wire. */
export function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** An event on the wire. */
export function eventAnswer({ served, ...event }: PastEvent): RecordedEvent {
  return {
    ...event,
    at: isoOf(event.at),
    receivedAt: isoOf(event.receivedAt),
    message: { ...event.message },
    ...(served && { served: servedAnswer(served) }),
  };
}

function servedAnswer({ slots }: Served): NonNullable<RecordedEvent["served"]> {
  return slots.map(([slot, snippet, held]) =>
    held === 0 ? { slot, snippet, reason: "match" } : { slot, snippet: null, reason: "holdout" },
  );
}

/** The history on the wire, oldest first: one segment after the other, and every change of a score. */
export function historyAnswer(entries: readonly HistoryEntry[], asOf = Number.POSITIVE_INFINITY): History {
  const past = entries.filter(({ at }) => at <= asOf);
  const begun = past.filter(({ segment }, index) => segment !== past[index - 1]?.segment);
  const scored = past.filter(({ scores }, index) => scores !== past[index - 1]?.scores);
  return {
    segments: begun.map(({ segment, at, recordedAt, cause }, index) => {
      const next = begun[index + 1];
      return {
        segment,
        from: isoOf(at),
        to: next === undefined ? null : isoOf(next.at),
        recordedAt: isoOf(recordedAt),
        cause,
      };
    }),
    scores: scored.map(({ at, recordedAt, cause, scores }) => ({
      at: isoOf(at),
      recordedAt: isoOf(recordedAt),
      cause,
      ...ratesOf(scores),
    })),
  };
}

/** What a watcher is told of one log entry: its events, each with what it was answered with, then what they changed. */
export function liveMessages(
  firstSeq: number,
  events: readonly PastEvent[],
  entries: readonly HistoryEntry[],
  before: HistoryEntry | null,
): LiveMessage[] {
  const messages = events.flatMap((event): Unnumbered[] => {
    const at = isoOf(event.at);
    const decisions = event.served === undefined ? [] : servedAnswer(event.served);
    const configVersion = event.served?.version ?? 0;
    return [
      { type: "event", at, event: eventAnswer(event) },
      ...decisions.map((decision) => ({ type: "decision" as const, at, ...decision, configVersion })),
    ];
  });
  let previous = before;
  for (const entry of entries) {
    const { segment, scores, cause } = entry;
    const told = { at: isoOf(entry.at), recordedAt: isoOf(entry.recordedAt), cause };
    if (scores !== previous?.scores) messages.push({ type: "scores", ...told, ...ratesOf(scores) });
    if (segment !== previous?.segment)
      messages.push({ type: "segment", ...told, segment, from: previous?.segment ?? null });
    previous = entry;
  }
  return messages.map((message, index) => ({ ...message, seq: firstSeq + index }));
}

type Unnumbered = LiveMessage extends infer M ? (M extends LiveMessage ? Omit<M, "seq"> : never) : never;

function ratesOf(digits: string) {
  const rates = [...digits].map((digit) => (digit === "-" ? null : Number(digit)));
  const at = (index: number) => rates[index] ?? null;
  return {
    rfm: { recency: at(0), frequency: at(1), monetary: at(2) },
    rfe: { recency: at(3), frequency: at(4), engagement: at(5) },
    rfd: { recency: at(6), frequency: at(7), duration: at(8) },
  };
}
