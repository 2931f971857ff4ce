import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anExplanation } from "../../test/support/wireExplanation.ts";
import { aSegmentMessage, aWireEvent, aWireVisitor, READ_AT } from "../../test/support/wireVisitor.ts";
import type { Shown } from "../messages.ts";
import { FollowedVisitor } from "./followVisitor.ts";

const connection = { origin: "https://edge.example", site: "demo", token: "mt_demo_1" };

/** What the network answers to each path's end; a number is a status. */
let answers: Record<string, unknown>;
let asked: string[];
let sockets: EventTarget[];
let shown: Partial<Shown>;

class Socket extends EventTarget {
  constructor() {
    super();
    sockets.push(this);
  }
  send() {}
  close() {}
}

function answerTo(url: string): Response {
  const word = new URL(url).pathname.split("/").at(-1) ?? "";
  asked.push(word);
  const answer = answers[word];
  return typeof answer === "number" ? new Response("", { status: answer }) : Response.json(answer);
}

const follow = (wantsDetails = false) =>
  new FollowedVisitor(connection, "a-1", wantsDetails, (changes) => {
    shown = { ...shown, ...changes };
  });
const says = (data: unknown) =>
  sockets.at(-1)?.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(data) }));
const closes = (code: number) => sockets.at(-1)?.dispatchEvent(Object.assign(new Event("close"), { code }));

beforeEach(() => {
  vi.useFakeTimers();
  answers = {
    "a-1": aWireVisitor(),
    history: { segments: [], scores: [] },
    events: { events: [aWireEvent()], cursor: null },
    config: 403,
  };
  [asked, sockets, shown] = [[], [], {}];
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("fetch", async (url: URL) => answerTo(String(url)));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("FollowedVisitor", () => {
  it("asks for no more than the badge shows while the card is closed", async () => {
    await follow().read();
    expect(shown).toMatchObject({ standing: "known", visitor: { userId: null } });
    expect(asked).toEqual(["a-1", "config"]);
  });

  it("asks for history and events once the card is opened", async () => {
    const followed = follow();
    await followed.read();
    followed.detail(true);
    await vi.waitFor(() => expect(shown.events).toHaveLength(1));
    expect(shown.history).toEqual({ segments: [], scores: [] });
  });

  it("shows a new segment before it has read the visitor again, and then reads", async () => {
    await follow().read();
    says(aSegmentMessage());
    expect(shown.visitor?.segment.key).toBe("new");
    answers["a-1"] = aWireVisitor({
      userId: "u-1",
      segment: { key: "new", since: "2026-11-03T12:00:00.000Z", cause: "event" },
    });
    await vi.advanceTimersByTimeAsync(300);
    expect(shown.visitor?.userId).toBe("u-1");
  });

  it("asks again when a live message overtook the answer", async () => {
    const followed = follow();
    await followed.read();
    const reading = followed.read();
    says(aSegmentMessage());
    answers["a-1"] = aWireVisitor({ segment: { key: "new", since: "2026-11-03T12:00:00.000Z", cause: "event" } });
    await reading;
    expect(asked.filter((word) => word === "a-1")).toHaveLength(3);
    expect(shown.visitor?.segment.key).toBe("new");
  });

  it("reads history and events again after an event that came late: it changes what was before", async () => {
    await follow(true).read();
    const read = () => asked.filter((word) => word === "history").length;
    says({ type: "event", seq: 1, at: READ_AT, event: aWireEvent({ messageId: "m-2" }) });
    await vi.advanceTimersByTimeAsync(300);
    expect(read()).toBe(1);
    const late = aWireEvent({ messageId: "m-3", at: "2026-10-01T12:00:00.000Z" });
    says({ type: "event", seq: 2, at: late.at, event: late });
    await vi.advanceTimersByTimeAsync(300);
    expect(read()).toBe(2);
  });

  it("follows a visitor who became part of another", async () => {
    await follow().read();
    answers["a-1"] = aWireVisitor({ id: "cd".repeat(32), userId: "u-1" });
    closes(4001);
    await vi.advanceTimersByTimeAsync(300);
    expect(shown.visitor?.id).toBe("cd".repeat(32));
    expect(sockets).toHaveLength(2);
  });

  it("keeps what it has while the Worker is away, and recovers", async () => {
    const followed = follow();
    await followed.read();
    answers["a-1"] = 503;
    await followed.read();
    expect(shown).toMatchObject({ standing: "unreachable", visitor: { id: "ab".repeat(32) } });
    answers["a-1"] = aWireVisitor();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shown.standing).toBe("known");
  });

  it("waits for someone who has not been seen yet", async () => {
    answers["a-1"] = 404;
    await follow().read();
    expect(shown).toMatchObject({ standing: "unknown", visitor: null });
    answers["a-1"] = aWireVisitor();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shown.standing).toBe("known");
  });

  it("shows nothing more with a token that was revoked, and does not try it again and again", async () => {
    const followed = follow();
    await followed.read();
    answers["a-1"] = 401;
    closes(1006);
    await vi.advanceTimersByTimeAsync(300);
    expect(shown).toMatchObject({ standing: "refused", visitor: null, history: null, events: null, isLive: false });
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toHaveLength(before);
    expect(sockets).toHaveLength(1);
  });

  it("explains who is looked at, again with every live message", async () => {
    answers["explain"] = anExplanation();
    const followed = follow();
    await followed.read();
    expect(asked).not.toContain("explain");
    followed.explain({ event: null });
    await vi.waitFor(() => expect(shown.explained?.answer?.segment.key).toBe("new"));
    answers["explain"] = anExplanation({ segment: { key: "lost", rules: [] } });
    says(aSegmentMessage());
    await vi.advanceTimersByTimeAsync(300);
    await vi.waitFor(() => expect(shown.explained?.answer?.segment.key).toBe("lost"));
  });

  it("explains nobody who is gone", async () => {
    answers["explain"] = anExplanation();
    const followed = follow();
    await followed.read();
    followed.explain({ event: null });
    await vi.waitFor(() => expect(shown.explained?.answer?.segment.key).toBe("new"));
    answers["a-1"] = 404;
    await followed.read();
    expect(shown).toMatchObject({ standing: "unknown", visitor: null, explained: null });
  });

  it("is silent once it has ended", async () => {
    const followed = follow();
    const reading = followed.read();
    followed.end();
    await reading;
    expect(shown).toEqual({});
    expect(sockets).toEqual([]);
  });
});
