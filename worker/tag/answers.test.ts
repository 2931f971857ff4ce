import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const freshAnswers = () => import("./answers.ts");
const body = {
  segment: "loyal",
  decisions: { hero: { snippet: "a", content: "Hi", contentType: "text/plain", reason: "match" } },
};
const answered = () => Promise.resolve(Response.json(body));

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML = '<div data-rfedge-slot="hero">Default</div>';
});

afterEach(() => vi.useRealTimers());

const shown = () => document.querySelector("[data-rfedge-slot]")?.textContent;

describe("on", () => {
  it("hears what is said later, and what was said before", async () => {
    const { on, tell } = await freshAnswers();
    const [early, late] = [vi.fn(), vi.fn()];
    on("ready", early);
    tell("ready");
    on("ready", late);
    expect([early.mock.calls.length, late.mock.calls.length]).toEqual([1, 1]);
  });

  it("lets no listener keep the others from hearing", async () => {
    const { giveAnswer, on } = await freshAnswers();
    on("decision", () => {
      throw new Error("the page's own");
    });
    const second = vi.fn();
    on("decision", second);
    on("no such event", second);
    await giveAnswer(answered());
    expect(second.mock.calls).toEqual([[body]]);
  });
});

describe("giveAnswer", () => {
  it("fills slots and answers who asked", async () => {
    const { giveAnswer } = await freshAnswers();
    expect(await giveAnswer(answered())).toEqual(body);
    expect(shown()).toBe("Hi");
  });

  it("gives nothing that was asked for another page", async () => {
    const { beginAnswers, giveAnswer } = await freshAnswers();
    const giving = giveAnswer(answered());
    beginAnswers();
    expect(await giving).toBeUndefined();
    expect(shown()).toBe("Default");
  });

  it("gives nothing that comes after a second", async () => {
    vi.useFakeTimers();
    const { giveAnswer } = await freshAnswers();
    const late = giveAnswer(answered());
    vi.setSystemTime(Date.now() + 1_001);
    expect(await late).toBeUndefined();
    const timely = giveAnswer(answered());
    vi.setSystemTime(Date.now() + 1_000);
    expect(await timely).toEqual(body);
  });

  it("gives nothing where nothing was decided", async () => {
    const { giveAnswer } = await freshAnswers();
    expect(await giveAnswer(Promise.resolve(undefined))).toBeUndefined();
    expect(await giveAnswer(Promise.resolve(Response.json({ success: true })))).toBeUndefined();
    expect(shown()).toBe("Default");
  });
});
