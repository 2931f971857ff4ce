import { describe, expect, it } from "vitest";
import { aScoresMessage, aSegmentMessage, aWireEvent, aWireVisitor, READ_AT } from "../../test/support/wireVisitor.ts";
import { applyLive } from "./applyLive.ts";

const HISTORY = {
  segments: [
    {
      segment: "anonymous-prospect",
      from: "2026-11-01T12:00:00.000Z",
      to: null,
      recordedAt: "2026-11-01T12:00:00.000Z",
      cause: "event" as const,
    },
  ],
  scores: [],
};
const followed = { visitor: aWireVisitor(), history: HISTORY, events: [aWireEvent()] };

describe("applyLive", () => {
  it("puts a new event first", () => {
    const event = aWireEvent({ messageId: "m-2", at: "2026-11-03T12:00:01.000Z" });
    const { events } = applyLive(followed, { type: "event", seq: 1, at: event.at, event });
    expect(events?.map(({ messageId }) => messageId)).toEqual(["m-2", "m-1"]);
  });

  it("puts a late event in its place", () => {
    const event = aWireEvent({ messageId: "m-0", at: "2026-11-03T11:00:00.000Z" });
    const { events } = applyLive(followed, { type: "event", seq: 1, at: event.at, event });
    expect(events?.map(({ messageId }) => messageId)).toEqual(["m-1", "m-0"]);
  });

  it("shows an event once when it was read and came live", () => {
    expect(applyLive(followed, { type: "event", seq: 1, at: READ_AT, event: aWireEvent() })).toEqual({});
  });

  it("changes scores at once and leaves the values to the next read", () => {
    const { visitor, history } = applyLive(followed, aScoresMessage());
    expect(visitor?.scores.rfe.engagement).toEqual({ value: 3, score: 3, tier: "low" });
    expect(visitor?.kind).toBe("customer");
    expect(history?.scores.at(-1)?.rfm).toEqual({ recency: 5, frequency: 1, monetary: 2 });
  });

  it("ends the last segment where the new one begins", () => {
    const { visitor, history } = applyLive(followed, aSegmentMessage());
    expect(visitor?.segment).toEqual({ key: "new", since: READ_AT, cause: "event" });
    expect(history?.segments.map(({ segment, to }) => [segment, to])).toEqual([
      ["anonymous-prospect", READ_AT],
      ["new", null],
    ]);
  });

  it("forgets what was to come after a segment that is over", () => {
    const visitor = aWireVisitor({ nextTransition: { at: READ_AT, segment: "lost" } });
    expect(applyLive({ ...followed, visitor }, aSegmentMessage()).visitor?.nextTransition).toBeNull();
  });

  it("writes an entry that was read already no second time", () => {
    const once = { ...followed, ...applyLive(followed, aSegmentMessage()) };
    expect(applyLive(once, aSegmentMessage()).history).toBeUndefined();
  });

  it("makes up nothing while nothing has been read", () => {
    const nothing = { visitor: null, history: null, events: null };
    for (const message of [aScoresMessage(), aSegmentMessage()]) expect(applyLive(nothing, message)).toEqual({});
  });
});
