import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anExplanation } from "../../test/support/wireExplanation.ts";
import type { Explained } from "../messages.ts";
import { FollowedExplanation } from "./followExplanation.ts";

const connection = { origin: "https://edge.example", site: "demo", token: "mt_demo_1" };
const [VISITOR, EVENT] = [{ event: null }, { event: "m-1" }];

/** What the network answers to each query; a number is a status. */
let answers: Record<string, unknown>;
let asked: string[];
let shown: (Explained | null)[];
let followed: FollowedExplanation;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, shown, answers] = [[], [], { "": anExplanation() }];
  vi.stubGlobal("fetch", async (url: URL) => {
    asked.push(url.pathname.split("/").at(-1) + url.search);
    const answer = answers[url.search];
    return typeof answer === "number" ? new Response("", { status: answer }) : Response.json(answer);
  });
  followed = new FollowedExplanation(connection, "a-1", (explained) => shown.push(explained));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("FollowedExplanation", () => {
  it("asks for nothing while nobody looks", async () => {
    followed.refresh();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked, shown]).toEqual([[], []]);
  });

  it("asks once it is looked at, and again with every change", async () => {
    followed.want(VISITOR);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).toMatchObject({ wanted: VISITOR, answer: { segment: { key: "new" } }, trouble: null });
    followed.want({ event: null });
    followed.refresh();
    await vi.waitFor(() => expect(shown).toHaveLength(2));
    expect(asked).toEqual(["explain", "explain"]);
  });

  it("asks for an event with the visitor, in one request", async () => {
    answers["?event=m-1"] = anExplanation();
    followed.want(VISITOR);
    followed.want(EVENT);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.wanted).toEqual(EVENT);
    expect(asked).toEqual(["explain", "explain?event=m-1"]);
  });

  it("still explains the visitor where an event is not kept any more", async () => {
    answers["?event=m-1"] = 404;
    followed.want(EVENT);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).toMatchObject({ wanted: EVENT, answer: { event: null }, trouble: null });
  });

  it("says that a Worker of an older version has none", async () => {
    answers[""] = 404;
    followed.want(VISITOR);
    await vi.waitFor(() => expect(shown).toEqual([{ wanted: VISITOR, answer: null, trouble: "unknown" }]));
  });

  it("says that an answer of another kind cannot be read", async () => {
    answers[""] = { segment: "new" };
    followed.want(VISITOR);
    await vi.waitFor(() => expect(shown[0]).toMatchObject({ answer: null, trouble: "unreadable" }));
  });

  it("keeps what it has while the Worker is away, and recovers by itself", async () => {
    followed.want(VISITOR);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    answers[""] = 503;
    followed.refresh();
    await vi.waitFor(() => expect(shown).toHaveLength(2));
    expect(shown[1]).toMatchObject({ answer: { segment: { key: "new" } }, trouble: "unreachable" });
    answers[""] = anExplanation();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown.at(-1)).toMatchObject({ trouble: null });
  });

  it("forgets what nobody looks at any more, an answer under way too", async () => {
    followed.want(VISITOR);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    followed.refresh();
    followed.want(null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.slice(1)).toEqual([null]);
  });

  it("is silent once it has ended", async () => {
    followed.want(VISITOR);
    followed.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toEqual([]);
  });
});
