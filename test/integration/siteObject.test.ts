import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SegmentChange } from "#shared/figures/row";
import { watchRequest } from "../../worker/objects/site/siteSockets.ts";
import { siteStub } from "../../worker/objects/stubs.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

const AT = Date.UTC(2026, 10, 3);
const KNOWN = "ab".repeat(32);

function aChange(revision: number, to = "new"): SegmentChange {
  return { visitor: KNOWN, revision, from: "known-prospect", to, at: AT, cause: "event" };
}

interface Watcher {
  readonly socket: WebSocket;
  readonly messages: unknown[];
  readonly closed: Promise<number>;
}

async function watch(
  site: TestSite,
  watching: { after?: number; tokenId?: string; expiresAt?: number } = {},
): Promise<Watcher> {
  const { after = null, tokenId = null, expiresAt = null } = watching;
  const upgrade = new Request("https://edge.test/", { headers: { upgrade: "websocket" } });
  return follow(await siteStub(env, site.key).fetch(watchRequest(upgrade, { after, tokenId, expiresAt })));
}

function follow(answer: Response): Watcher {
  const socket = answer.webSocket;
  if (!socket) throw new Error(`no socket: ${answer.status}`);
  const messages: unknown[] = [];
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener("close", ({ code }) => {
      resolve(code);
    }),
  );
  socket.addEventListener("message", ({ data }) => {
    messages.push(data === "pong" ? data : JSON.parse(String(data)));
  });
  socket.accept();
  return { socket, messages, closed };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("SiteObject.announce", () => {
  it("tells whoever watches the site, once for each change", async () => {
    const site = await makeSite();
    const { messages } = await watch(site);
    const stub = siteStub(env, site.key);
    await stub.announce([aChange(1)], AT + 5_000);
    await stub.announce([aChange(1), aChange(2, "vip")], AT + 6_000);
    await vi.waitFor(() => expect(messages).toHaveLength(2));
    expect(messages[0]).toEqual({
      type: "segment",
      seq: 1,
      at: "2026-11-03T00:00:00.000Z",
      recordedAt: "2026-11-03T00:00:05.000Z",
      cause: "event",
      visitor: KNOWN,
      segment: "new",
      from: "known-prospect",
    });
    expect(messages[1]).toMatchObject({ seq: 2, segment: "vip" });
  });

  it("keeps watchers through an eviction, and answers their pings without waking", async () => {
    const site = await makeSite();
    const { messages, socket } = await watch(site);
    const stub = siteStub(env, site.key);
    await evictDurableObject(stub);
    socket.send("ping");
    await vi.waitFor(() => expect(messages).toEqual(["pong"]));
    await stub.announce([aChange(1)], AT);
    await vi.waitFor(() => expect(messages).toHaveLength(2));
  });

  it("sends what was missed, in order, to whoever comes back", async () => {
    const site = await makeSite();
    const stub = siteStub(env, site.key);
    await stub.announce([aChange(1), aChange(2), aChange(3)], AT);
    const { messages } = await watch(site, { after: 1 });
    await vi.waitFor(() => expect(messages).toMatchObject([{ seq: 2 }, { seq: 3 }]));
  });

  it("keeps the last thousand changes, and seq goes on growing", async () => {
    const site = await makeSite();
    const stub = siteStub(env, site.key);
    await stub.announce(
      Array.from({ length: 1_003 }, (_, index) => aChange(index + 1)),
      AT,
    );
    const kept = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("SELECT COUNT(*) AS rows, MIN(seq) AS first, MAX(seq) AS last FROM changes").one(),
    );
    expect(kept).toEqual({ rows: 1_000, first: 4, last: 1_003 });
  });
});

describe("a watcher's socket", () => {
  it("ends with the token that opened it", async () => {
    const site = await makeSite();
    const path = `/v1/sites/${site.key}/tokens`;
    const { id } = await (await askAs(site.token, "POST", path, { role: "viewer", name: "x" })).json<{ id: string }>();
    const mine = await watch(site, { tokenId: id });
    const others = await watch(site);
    await askAs(site.token, "DELETE", `${path}/${id}`);
    expect(await mine.closed).toBe(4401);
    await siteStub(env, site.key).announce([aChange(1)], AT);
    await vi.waitFor(() => expect(others.messages).toHaveLength(1));
    expect(mine.messages).toEqual([]);
  });

  it("gets nothing once its token has expired", async () => {
    const site = await makeSite();
    const { closed, messages } = await watch(site, { tokenId: "x", expiresAt: AT });
    await siteStub(env, site.key).announce([aChange(1)], AT + 1);
    expect(await closed).toBe(4401);
    expect(messages).toEqual([]);
  });

  it("is nothing a plain request gets", async () => {
    const site = await makeSite();
    const plain = watchRequest(new Request("https://edge.test/"), { after: null, tokenId: null, expiresAt: null });
    expect((await siteStub(env, site.key).fetch(plain)).status).toBe(426);
  });
});

describe("GET /v1/sites/:site/live, without a visitor", () => {
  const knock = (path: string, protocols: string) =>
    ask(path, { headers: { upgrade: "websocket", "sec-websocket-protocol": protocols } });

  it("lets a marketer watch the site, until the token is revoked", async () => {
    const site = await makeSite();
    const tokens = `/v1/sites/${site.key}/tokens`;
    const made = await askAs(site.token, "POST", tokens, { role: "viewer", name: "x" });
    const { id, token } = await made.json<{ id: string; token: string }>();
    // What a client adds to the address names nobody's token.
    const answer = await knock(`/v1/sites/${site.key}/live?tokenId=other&expiresAt=1`, `rfedge, bearer.${token}`);
    expect([answer.status, answer.headers.get("sec-websocket-protocol")]).toEqual([101, "rfedge"]);
    const watcher = follow(answer);
    await siteStub(env, site.key).announce([aChange(1)], AT);
    await vi.waitFor(() => expect(watcher.messages).toMatchObject([{ seq: 1 }]));
    await askAs(site.token, "DELETE", `${tokens}/${id}`);
    expect(await watcher.closed).toBe(4401);
  });

  it("lets nobody else watch", async () => {
    const [site, other] = await Promise.all([makeSite(), makeSite()]);
    const path = `/v1/sites/${site.key}/live`;
    const tries = ["rfedge", "rfedge, bearer.x", `rfedge, bearer.${site.writeKey}`, `rfedge, bearer.${other.token}`];
    const answers = await Promise.all(tries.map((protocols) => knock(path, protocols)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 404]);
  });
});
