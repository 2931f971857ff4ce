import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  document.head.innerHTML =
    '<script type="text/plain" data-write-key="wk_demo" data-host="https://edge.example"></script>';
});

type Sent = { call: string; ids: string[] };

const freshQueue = () => import("./queue.ts");
const messageOf = (messageId: string, second = 0, event = "Viewed") => ({
  type: "track",
  event,
  messageId,
  timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
});
const kept = () => Object.keys(localStorage).length;

let sent: Sent[] = [];
let answers: (() => Promise<Response>)[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  localStorage.clear();
  [sent, answers] = [[], []];
  vi.stubGlobal("fetch", (address: URL, { body }: { body: string }) => {
    const { batch, messageId } = JSON.parse(body) as { batch?: { messageId: string }[]; messageId: string };
    sent.push({ call: address.pathname, ids: batch ? batch.map((message) => message.messageId) : [messageId] });
    return answers.shift()?.() ?? Promise.resolve(new Response());
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("keep", () => {
  it("drops the oldest behaviour above a hundred, orders and identities last", async () => {
    const { keep, flush } = await freshQueue();
    keep(messageOf("order", 0, "Order Completed"));
    for (let index = 1; index <= 101; index++) keep(messageOf(`m${index}`, index));
    await flush();
    const ids = sent.flatMap((one) => one.ids);
    expect(ids).toHaveLength(100);
    expect(ids.slice(0, 2)).toEqual(["order", "m3"]);
  });
});

describe("flush", () => {
  it("sends in order of time, and forgets what is acknowledged", async () => {
    const { keep, flush } = await freshQueue();
    keep(messageOf("b", 2));
    keep(messageOf("a", 1));
    await flush();
    expect(sent).toEqual([{ call: "/v1/batch", ids: ["a", "b"] }]);
    expect(kept()).toBe(0);
  });

  it("keeps what is not acknowledged, and comes back for it", async () => {
    const { keep, flush } = await freshQueue();
    answers = [
      () => Promise.reject(new TypeError("no network")),
      () => Promise.resolve(new Response(null, { status: 503 })),
    ];
    keep(messageOf("a"));
    await flush();
    expect(kept()).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.map(({ ids }) => ids)).toEqual([["a"], ["a"], ["a"]]);
    expect(kept()).toBe(0);
  });

  it("comes back at once when the network does", async () => {
    const { keep, flush } = await freshQueue();
    answers = Array(9).fill(() => Promise.reject(new TypeError("no network")));
    keep(messageOf("a"));
    await flush();
    await vi.advanceTimersByTimeAsync(60_000);
    answers = [];
    const before = sent.length;
    dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.length).toBeGreaterThan(before);
    expect(kept()).toBe(0);
  });

  it("splits what is too much to outlive the page", async () => {
    const { keep, flush } = await freshQueue();
    for (let index = 0; index < 5; index++) keep({ ...messageOf(`m${index}`, index), text: "x".repeat(6_000) });
    keep({ ...messageOf("huge", 9), text: "x".repeat(40_000) });
    await flush();
    expect(sent.map(({ ids }) => ids)).toEqual([["m0", "m1", "m2"], ["m3", "m4"], ["huge"]]);
  });

  it("sends what another page left", async () => {
    const { keep } = await freshQueue();
    keep(messageOf("left"));
    vi.resetModules();
    const { flush } = await freshQueue();
    await flush();
    expect(sent).toEqual([{ call: "/v1/batch", ids: ["left"] }]);
  });
});

describe("deliverAlone", () => {
  const alone = async (before: ReturnType<typeof messageOf>[]) => {
    const { deliverAlone, keep } = await freshQueue();
    before.forEach(keep);
    const page = messageOf("page", 5);
    await deliverAlone(page, "page", page);
    return sent.map(({ call, ids }) => `${call} ${ids}`);
  };

  it("asks at once where nothing waits but engaged seconds", async () => {
    expect(await alone([])).toEqual(["/v1/page page"]);
    expect(await alone([messageOf("seconds", 1, "Engaged")])).toContain("/v1/page page");
    expect(sent).toHaveLength(2);
  });

  it("sends first what the answer may depend on", async () => {
    expect(await alone([messageOf("order", 1, "Order Completed")])).toEqual(["/v1/batch order", "/v1/page page"]);
  });

  it("leaves its message to the queue when it fails", async () => {
    answers = [() => Promise.reject(new TypeError("no network"))];
    expect(await alone([])).toEqual(["/v1/page page"]);
    await vi.advanceTimersByTimeAsync(600);
    expect(sent.at(-1)).toEqual({ call: "/v1/batch", ids: ["page"] });
    expect(kept()).toBe(0);
  });
});
