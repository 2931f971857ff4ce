import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { BEARER_PREFIX, LIVE_PROTOCOL, type LiveMessage, LiveMessageSchema } from "#shared/wire/live";
import { directoryStub, visitorIdOf } from "../../worker/objects/stubs.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, makeSite, type TestSite } from "../support/site.ts";

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
});

const upgrade = (query: string, token: string) =>
  ask(`/v1/sites/${site.key}/live${query}`, {
    headers: { upgrade: "websocket", "sec-websocket-protocol": `${LIVE_PROTOCOL}, ${BEARER_PREFIX}${token}` },
  });

/** Opens a socket and keeps what it hears. */
async function watch(query: string): Promise<LiveMessage[]> {
  const answer = await upgrade(query, site.token);
  expect(answer.status).toBe(101);
  const heard: LiveMessage[] = [];
  answer.webSocket?.addEventListener("message", ({ data }) =>
    heard.push(v.parse(LiveMessageSchema, JSON.parse(String(data)))),
  );
  answer.webSocket?.accept();
  return heard;
}

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));

describe("GET /v1/sites/:site/live", () => {
  it("tells a watcher each event and what it changed, numbered so that a later watcher misses nothing", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const heard = await watch(`?visitor=${anonymousId}`);
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(["event", "scores", "segment"]));
    expect(heard[0]).toMatchObject({ event: { name: "Order Completed", points: 10 } });
    expect(heard[2]).toMatchObject({ segment: "new", from: "anonymous-prospect", cause: "event" });
    const seqs = heard.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const resumed = await watch(`?visitor=${anonymousId}&after=${seqs[0]}`);
    await vi.waitFor(() => expect(resumed).toEqual(heard.slice(1)));
  });

  it("keeps its sockets while the object is out of memory", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const heard = await watch(`?visitor=${anonymousId}`);
    await evictDurableObject(objectOf(anonymousId));
    await send(site, "page", aPage(anonymousId));
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain("event"));
  });

  it("tells the whole site's watchers who changed segment", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await runDurableObjectAlarm(objectOf(anonymousId));
    const heard = await watch("");
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await runDurableObjectAlarm(objectOf(anonymousId));
    const visitor = visitorIdOf(env, site.key, { anonymousId });
    await runDurableObjectAlarm(env.DIRECTORY.get(directoryStub(env, site.key, visitor).id));
    await vi.waitFor(() =>
      expect(heard).toContainEqual(
        expect.objectContaining({ type: "segment", visitor, from: "anonymous-prospect", segment: "new" }),
      ),
    );
  });

  it("refuses an unknown token, another protocol, and someone nobody knows", async () => {
    expect((await upgrade("", "mt_nobody_1")).status).toBe(401);
    expect((await upgrade(`?visitor=${anAnonymousId()}`, site.token)).status).toBe(404);
    const plain = await ask(`/v1/sites/${site.key}/live`, {
      headers: { "sec-websocket-protocol": `${BEARER_PREFIX}${site.token}` },
    });
    expect(plain.status).toBe(400);
  });
});
