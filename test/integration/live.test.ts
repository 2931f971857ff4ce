import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type LiveMessage, LiveMessageSchema } from "#shared/wire/live";
import { directoryStub, siteStub, visitorIdOf } from "../../worker/objects/stubs.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
});

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));

const upgrade = (query: string, token = site.token, protocols = `rfedge, bearer.${token}`) =>
  ask(`/v1/sites/${site.key}/live${query}`, {
    headers: { upgrade: "websocket", "sec-websocket-protocol": protocols, origin: "chrome-extension://abc" },
  });

interface Watcher {
  readonly socket: WebSocket;
  readonly messages: LiveMessage[];
  readonly closed: Promise<number>;
}

/** Opens a socket as the extension does; what it is told must be as declared. */
async function watch(query: string): Promise<Watcher> {
  const answer = await upgrade(query);
  expect([answer.status, answer.headers.get("sec-websocket-protocol")]).toEqual([101, "rfedge"]);
  const socket = answer.webSocket;
  if (!socket) throw new Error("no socket");
  const messages: LiveMessage[] = [];
  socket.addEventListener("message", ({ data }) => {
    messages.push(v.parse(LiveMessageSchema, JSON.parse(String(data))));
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => {
      resolve(code);
    });
  });
  socket.accept();
  return { socket, messages, closed };
}

const typesOf = (messages: readonly LiveMessage[]) => messages.map(({ type }) => type);
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5_000 });

describe("GET /live?visitor=", () => {
  it("tells of a purchase: the event, the scores, the segment, with a seq that grows", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { messages } = await watch(`?visitor=${anonymousId}`);
    await send(site, "track", anOrder(anonymousId, "o-1", 40, { messageId: "m-1" }));
    await soon(() => expect(typesOf(messages)).toEqual(["event", "scores", "segment"]));
    expect(messages).toMatchObject([
      { type: "event", event: { name: "Order Completed", messageId: "m-1", points: 10 } },
      { type: "scores", cause: "event", rfm: { recency: 5 } },
      { type: "segment", cause: "event", segment: "new", from: "anonymous-prospect" },
    ]);
    await send(site, "page", aPage(anonymousId));
    await soon(() => expect(typesOf(messages)).toContain("event"));
    await soon(() => expect(messages.length).toBeGreaterThan(3));
    const seqs = messages.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other));
  });

  it("watches by visitor id and user id too, and several may watch", async () => {
    const anonymousId = anAnonymousId();
    const userId = `u-${anonymousId}`;
    await send(site, "identify", { anonymousId, userId });
    const watchers = [
      await watch(`?visitor=${visitorIdOf(env, site.key, { anonymousId })}`),
      await watch(`?visitor=${userId}`),
    ];
    await send(site, "page", aPage(anonymousId));
    for (const { messages } of watchers) await soon(() => expect(typesOf(messages)).toContain("event"));
  });

  it("is resumed after any seq, across an eviction, with no gap and nothing twice", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { messages } = await watch(`?visitor=${anonymousId}`);
    for (let index = 0; index < 3; index++) await send(site, "track", anOrder(anonymousId, `o-${index}`, 40));
    await soon(() => expect(messages.filter(({ type }) => type === "event")).toHaveLength(3));
    await evictDurableObject(objectOf(anonymousId));
    for (const [index, { seq }] of messages.entries()) {
      const resumed = await watch(`?visitor=${anonymousId}&after=${seq}`);
      await soon(() => expect(resumed.messages).toEqual(messages.slice(index + 1)));
    }
    const all = await watch(`?visitor=${anonymousId}&after=0`);
    await soon(() => expect(all.messages.slice(-messages.length)).toEqual(messages));
    expect(all.messages[0]).toMatchObject({ type: "event", event: { type: "page" } });
  });

  it("takes an after that is no number for none", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { messages } = await watch(`?visitor=${anonymousId}&after=soon`);
    await send(site, "track", anOrder(anonymousId, "o-1", 40, { messageId: "m-1" }));
    await soon(() => expect(messages[0]).toMatchObject({ type: "event", event: { messageId: "m-1" } }));
  });

  it("keeps its watchers through an eviction", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { messages } = await watch(`?visitor=${anonymousId}`);
    await evictDurableObject(objectOf(anonymousId));
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await soon(() => expect(typesOf(messages)).toEqual(["event", "scores", "segment"]));
  });

  it("ends when the visitor becomes part of another", async () => {
    const [first, second] = [anAnonymousId(), anAnonymousId()];
    const userId = `u-${first}`;
    await send(site, "identify", { anonymousId: first, userId });
    await send(site, "page", aPage(second));
    const holder = await watch(`?visitor=${first}`);
    const moved = await watch(`?visitor=${second}`);
    await send(site, "identify", { anonymousId: second, userId });
    expect(await moved.closed).toBe(4001);
    await soon(() =>
      expect(holder.messages.map((message) => message.type === "event" && message.event.type)).toContain("page"),
    );
    const again = await watch(`?visitor=${second}&after=0`);
    await soon(() => expect(typesOf(again.messages).filter((type) => type === "event")).toHaveLength(3));
  });
});

describe("GET /live", () => {
  it("tells the whole site's changes of segment, and resumes", async () => {
    const anonymousId = anAnonymousId();
    const id = visitorIdOf(env, site.key, { anonymousId });
    await send(site, "page", aPage(anonymousId));
    await runDurableObjectAlarm(objectOf(anonymousId));
    const { messages } = await watch("");
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await runDurableObjectAlarm(objectOf(anonymousId));
    await runDurableObjectAlarm(directoryStub(env, site.key, id));
    const mine = () => messages.filter((message) => message.type === "segment" && message.visitor === id);
    await soon(() =>
      expect(mine()).toMatchObject([{ segment: "new", from: "anonymous-prospect", cause: "event", visitor: id }]),
    );
    await evictDurableObject(siteStub(env, site.key));
    const [told] = mine();
    const resumed = await watch(`?after=${(told?.seq ?? 0) - 1}`);
    await soon(() => expect(resumed.messages[0]).toEqual(told));
  });

  it("tells of them within seconds by itself", async () => {
    const anonymousId = anAnonymousId();
    const id = visitorIdOf(env, site.key, { anonymousId });
    await send(site, "page", aPage(anonymousId));
    await runDurableObjectAlarm(objectOf(anonymousId));
    const { messages } = await watch("");
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await soon(() =>
      expect(messages.filter((message) => message.type === "segment" && message.visitor === id)).toHaveLength(1),
    );
  });

  it("ends with the token that opened it", async () => {
    const path = `/v1/sites/${site.key}/tokens`;
    const made = await askAs(site.token, "POST", path, { role: "viewer", name: "Guest" });
    const { id, token } = await made.json<{ id: string; token: string }>();
    const answer = await upgrade("", token);
    const closed = new Promise<number>((resolve) =>
      answer.webSocket?.addEventListener("close", ({ code }) => {
        resolve(code);
      }),
    );
    answer.webSocket?.accept();
    await askAs(site.token, "DELETE", `${path}/${id}`);
    expect(await closed).toBe(4401);
    expect((await upgrade("", token)).status).toBe(401);
  });
});

describe("an upgrade", () => {
  it("needs a marketer's token of this site", async () => {
    const other = await makeSite();
    expect((await upgrade("", "mt_nobody_1")).status).toBe(401);
    expect((await upgrade("", "", "rfedge")).status).toBe(401);
    expect((await upgrade("", site.writeKey)).status).toBe(403);
    expect((await upgrade("", other.token)).status).toBe(404);
  });

  it("finds nobody unknown, and nobody of another site", async () => {
    const other = await makeSite();
    const anonymousId = anAnonymousId();
    await send(other, "page", aPage(anonymousId));
    expect((await upgrade("?visitor=nobody")).status).toBe(404);
    expect((await upgrade(`?visitor=${anonymousId}`)).status).toBe(404);
    expect((await upgrade(`?visitor=${visitorIdOf(env, other.key, { anonymousId })}`)).status).toBe(404);
  });

  it("is one, and speaks rfedge", async () => {
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/live`)).status).toBe(400);
    expect((await upgrade("", site.token, `bearer.${site.token}`)).status).toBe(400);
  });
});
