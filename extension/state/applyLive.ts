import type { LiveMessage } from "#shared/wire/live";
import type { History, RecordedEvent, Scores, Visitor } from "#shared/wire/visitors";
import type { Shown } from "../messages.ts";

type Followed = Pick<Shown, "visitor" | "history" | "events">;
type LiveOf<T extends LiveMessage["type"]> = Extract<LiveMessage, { type: T }>;

/** As many events as the overlay keeps; the rest is the Worker's to tell. */
const KEPT_EVENTS = 50;

/** What a live message changes in what is shown. What was already there, as after a resumed connection, changes nothing. */
export function applyLive(followed: Followed, message: LiveMessage): Partial<Followed> {
  switch (message.type) {
    case "event":
      return applyEvent(followed, message.event);
    case "scores":
      return applyScores(followed, message);
    case "segment":
      return applySegment(followed, message);
    case "decision":
      // The page itself shows what its slots were filled with.
      return {};
  }
}

function applyEvent({ events }: Followed, event: RecordedEvent): Partial<Followed> {
  if (events === null || events.some(({ messageId }) => messageId === event.messageId)) return {};
  const sorted = [event, ...events].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { events: sorted.slice(0, KEPT_EVENTS) };
}

/** A prospect is who has no purchases to score. */
function applyScores({ visitor, history }: Followed, message: LiveOf<"scores">): Partial<Followed> {
  const { at, recordedAt, cause, rfm, rfe, rfd } = message;
  return {
    ...(visitor && {
      visitor: {
        ...visitor,
        kind: rfm.recency === null ? "prospect" : "customer",
        scores: rescored(visitor.scores, message),
      },
    }),
    ...(history &&
      isNews(history.scores, recordedAt, at) && {
        history: { ...history, scores: [...history.scores, { at, recordedAt, cause, rfm, rfe, rfd }] },
      }),
  };
}

/** The values follow with the next read; the scores need not wait for it. */
function rescored(scores: Scores, { rfm, rfe, rfd }: LiveOf<"scores">): Scores {
  return {
    rfm: {
      recency: { ...scores.rfm.recency, score: rfm.recency },
      frequency: { ...scores.rfm.frequency, score: rfm.frequency },
      monetary: { ...scores.rfm.monetary, score: rfm.monetary },
    },
    rfe: {
      recency: { ...scores.rfe.recency, score: rfe.recency },
      frequency: { ...scores.rfe.frequency, score: rfe.frequency },
      engagement: { ...scores.rfe.engagement, score: rfe.engagement },
    },
    rfd: {
      recency: { ...scores.rfd.recency, score: rfd.recency },
      frequency: { ...scores.rfd.frequency, score: rfd.frequency },
      duration: { ...scores.rfd.duration, score: rfd.duration },
    },
  };
}

function applySegment(
  { visitor, history }: Followed,
  { at, recordedAt, cause, segment }: LiveOf<"segment">,
): Partial<Followed> {
  return {
    ...(visitor && { visitor: resegmented(visitor, { key: segment, since: at, cause }) }),
    ...(history &&
      isNews(
        history.segments.map(({ from, recordedAt }) => ({ at: from, recordedAt })),
        recordedAt,
        at,
      ) && { history: entered(history, { segment, from: at, to: null, recordedAt, cause }) }),
  };
}

function resegmented(visitor: Visitor, segment: Visitor["segment"]): Visitor {
  // What comes after the new segment is not known before the next read.
  return visitor.segment.key === segment.key ? visitor : { ...visitor, segment, nextTransition: null };
}

function entered(history: History, entry: History["segments"][number]): History {
  const segments = history.segments.map((earlier) => (earlier.to === null ? { ...earlier, to: entry.from } : earlier));
  return { ...history, segments: [...segments, entry] };
}

function isNews(entries: readonly { at: string; recordedAt: string }[], recordedAt: string, at: string): boolean {
  return !entries.some((entry) => entry.at === at && entry.recordedAt === recordedAt);
}
