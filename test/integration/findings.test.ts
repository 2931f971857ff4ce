import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { findingCalls } from "#shared/wire/findings";
import { siteStub } from "../../worker/objects/stubs.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;
const START = Math.ceil(Date.now() / HOUR_MS + 24) * HOUR_MS;

let site: TestSite;
const { read, linksOf, idOf } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => vi.useRealTimers());

const findings = async (credential = site.token) => {
  const answer = await askAs(credential, "GET", `/v1/sites/${site.key}/findings`);
  expect(answer.status).toBe(200);
  return v.parse(findingCalls.list.answer, await answer.json()).findings;
};
/** A finding is told after the answer. */
const findingsOnce = (count: number) =>
  vi.waitFor(async () => {
    const found = await findings();
    expect(found).toHaveLength(count);
    return found;
  });

describe("an id that is refused", () => {
  it("names nobody, however it is written, and is found once an hour", async () => {
    const junk = ["null", " NULL ", "Undefined", "[object Object]", 0, "0", -1, "Guest", "  "];
    const devices = junk.map(anAnonymousId);
    for (const [index, userId] of junk.entries())
      expect((await send(site, "identify", { anonymousId: devices[index], userId })).status).toBe(200);
    for (const id of devices) expect(await read(id)).toMatchObject({ id: idOf(id), userId: null, anonymousIds: [id] });
    const found = await findingsOnce(6);
    expect(found.map(({ id }) => id).toSorted()).toEqual(["-1", "0", "[object object]", "guest", "null", "undefined"]);
    expect(found[0]).toMatchObject({ kind: "refused-id", at: new Date(START).toISOString() });
    vi.setSystemTime(START + HOUR_MS);
    await send(site, "page", aPage(anAnonymousId(), { userId: "null" }));
    expect((await findingsOnce(7))[0]).toMatchObject({ id: "null", at: new Date(START + HOUR_MS).toISOString() });
  });

  it("leaves a message with no other id to be refused itself", async () => {
    expect((await send(site, "track", { event: "Signed Up", userId: "null" })).status).toBe(400);
    expect((await send(site, "page", { anonymousId: "undefined" })).status).toBe(400);
  });
});

describe("identity.maxLinksPerHour", () => {
  it("links as many devices to a user id within an hour; the events of others are kept, and their own", async () => {
    await publishConfig(site, { identity: { maxLinksPerHour: 3 } });
    const devices = Array.from({ length: 6 }, anAnonymousId);
    for (const anonymousId of devices) {
      await send(site, "page", aPage(anonymousId));
      expect((await send(site, "identify", { anonymousId, userId: "shared" })).status).toBe(200);
      await send(site, "page", aPage(anonymousId, { userId: "shared" }));
    }
    const [first = "", ...others] = devices;
    expect((await linksOf(first)).links).toHaveLength(3);
    for (const id of others.slice(0, 3)) expect(await read(id)).toMatchObject({ id: idOf(first), userId: "shared" });
    for (const id of others.slice(3))
      expect(await read(id)).toMatchObject({
        id: idOf(id),
        userId: null,
        anonymousIds: [id],
        totals: { pageViews: 2 },
      });
    expect(await findingsOnce(1)).toMatchObject([{ kind: "too-many-links", id: "shared" }]);

    vi.setSystemTime(START + HOUR_MS + 1);
    const [, , , , late = ""] = devices;
    await send(site, "identify", { anonymousId: late, userId: "shared" });
    expect(await read(late)).toMatchObject({ id: idOf(first) });
  });

  it("links one anonymous id as often", async () => {
    await publishConfig(site, { identity: { maxLinksPerHour: 2 } });
    const [device, ...holders] = Array.from({ length: 4 }, anAnonymousId);
    for (const [index, holder] of holders.entries()) {
      await send(site, "identify", { anonymousId: holder, userId: `u-${index}` });
      await send(site, "identify", { anonymousId: device, userId: `u-${index}` });
      const path = `/v1/sites/${site.key}/visitors/${device}/links/${holder}`;
      if (index < 2) expect((await askAs(site.token, "DELETE", path)).status).toBe(200);
    }
    expect(await read(device ?? "")).toMatchObject({ id: idOf(device ?? ""), userId: null });
    expect(await findingsOnce(1)).toMatchObject([{ kind: "too-many-links", id: device }]);
  });
});

describe("retention", () => {
  it("takes a finding away by the alarm, once it is as old as behaviour may be", async () => {
    const DAY_MS = 24 * HOUR_MS;
    await publishConfig(site, { privacy: { retentionDays: 30 } });
    const stub = siteStub(env, site.key);
    for (const day of [0, 1])
      await stub.noteFinding({ kind: "refused-id", id: `of day ${day}`, detail: "" }, START + day * DAY_MS);
    vi.setSystemTime(START + 30 * DAY_MS - 1);
    await runDurableObjectAlarm(stub);
    expect(await findings()).toHaveLength(2);
    vi.setSystemTime(START + 30 * DAY_MS);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await findings()).toMatchObject([{ id: "of day 1" }]);
  });

  it("is as the defaults say where nothing of the configuration can be read, which keeps the site's object from nothing", async () => {
    const stub = siteStub(env, site.key);
    await runInDurableObject(stub, (_, { storage }) => storage.sql.exec(`UPDATE versions SET body = '{"site": 7}'`));
    await stub.noteFinding({ kind: "refused-id", id: "x", detail: "" }, START);
    await evictDurableObject(stub);
    const alarm = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
    expect(alarm).toBe(START + DEFAULTS.privacy.retentionDays * 24 * HOUR_MS);
    expect(await findings()).toMatchObject([{ id: "x" }]);
  });
});

describe("GET /findings", () => {
  it("is for whoever may view, and holds the last thousand", async () => {
    const viewer = await makeToken(site, "viewer");
    expect(await findings(viewer)).toEqual([]);
    for (const credential of [site.serverKey, site.writeKey])
      expect((await askAs(credential, "GET", `/v1/sites/${site.key}/findings`)).status).toBe(403);
    const stub = siteStub(env, site.key);
    for (let index = 0; index < 1_010; index++)
      await stub.noteFinding({ kind: "refused-id", id: `id-${index}`, detail: "" }, START);
    const found = await findings(viewer);
    expect([found.length, found[0]?.id]).toEqual([1_000, "id-1009"]);
    await stub.noteFinding({ kind: "refused-id", id: "id-1009", detail: "again" }, START + 1);
    expect(await findings(viewer)).toEqual(found);
  });
});
