import { describe, expect, it } from "vitest";
import { post, type Sending } from "./post.ts";

const address = { url: "http://localhost:1/v1/sites/demo/import", token: "sk_demo" };
const good = { success: true, accepted: 1, duplicates: 0, rejected: [] };
const ok = () => Response.json(good);
const problem = (status: number, headers = {}) =>
  Response.json({ type: "about:blank", title: "No", status, detail: "Not now" }, { status, headers });

/** Answers in turn, the last one for ever; what is waited is noted, not slept. */
function scripted(...answers: (() => Response)[]) {
  const waited: number[] = [];
  const requests: RequestInit[] = [];
  const sending: Sending = {
    fetch: async (_url, request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request ?? {});
      if (!answer) throw new RangeError("scripted requires one or more answers");
      return answer();
    },
    wait: async (ms) => {
      waited.push(ms);
    },
    signal: new AbortController().signal,
  };
  return { sending, waited, requests };
}

const dropped = () => {
  throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
};

describe("post", () => {
  it("sends the body with the token and hands back the answer", async () => {
    const { sending, requests } = scripted(ok);
    expect(await post("{}", address, sending)).toEqual(good);
    expect(requests[0]).toMatchObject({ method: "POST", body: "{}", headers: { authorization: "Bearer sk_demo" } });
  });

  it("waits as long as Retry-After asks, five minutes at most", async () => {
    const { sending, waited } = scripted(
      () => problem(429, { "retry-after": "7" }),
      () => problem(503, { "retry-after": "9999" }),
      ok,
    );
    expect(await post("{}", address, sending)).toEqual(good);
    expect(waited).toEqual([7000, 300_000]);
  });

  it("sends the very same body again after a lost connection, each time later", async () => {
    const { sending, waited, requests } = scripted(dropped, dropped, () => problem(500), ok);
    await post('{"visitors":[]}', address, sending);
    expect(waited).toEqual([500, 1000, 2000]);
    expect(new Set(requests.map(({ body }) => body))).toEqual(new Set(['{"visitors":[]}']));
  });

  it("gives up after eight tries and says why", async () => {
    const { sending, requests } = scripted(dropped);
    await expect(post("{}", address, sending)).rejects.toThrow(
      "http://localhost:1 cannot be reached (connect ECONNREFUSED); given up after 8 tries",
    );
    expect(requests).toHaveLength(8);
  });

  it.each([400, 401, 403, 404, 413, 422])("does not repeat what is answered %i", async (status) => {
    const { sending, requests } = scripted(() => problem(status));
    await expect(post("{}", address, sending)).rejects.toThrow(`http://localhost:1 answered ${status}: Not now`);
    expect(requests).toHaveLength(1);
  });

  it("takes no other server for a Worker", async () => {
    const { sending } = scripted(() => new Response("<h1>It works</h1>"));
    await expect(post("{}", address, sending)).rejects.toThrow("does not answer as an RFEdge Worker does");
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const { sending } = scripted(dropped);
    stop.abort(new Error("stopped"));
    await expect(post("{}", address, { ...sending, signal: stop.signal })).rejects.toThrow("stopped");
  });
});
