import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { directoryStub, identityStub, identityStubs, siteStub } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { alarmAt, dumpOf, passTime } from "../support/ageing.ts";
import { runCron } from "../support/cron.ts";
import { erasuresAt, SECRET, secretPage, tick } from "../support/erasures.ts";
import { anAnonymousId, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, ROOT, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const START = Date.now() + DAY_MS;

let site: TestSite;
const { objectOf, idOf, settle } = peopleOf(() => site);
const { aPerson, erase, dumpOfSite } = erasuresAt(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const close = async () => expect((await askAs(ROOT, "DELETE", `/v1/sites/${site.key}`)).status).toBe(200);
const shard = () => directoryStub(env, site.key, idOf(""));
const sweep = () => runCron("17 4 * * *", [site]);

describe("what is left at a site that was closed", () => {
  it("ends by retention, as the site last said: behaviour first, customers with their user ids and devices later, and nobody lapses", async () => {
    const { one, two, userId } = await aPerson();
    const reader = anAnonymousId();
    await send(site, "page", secretPage(reader));
    await settle(one, two, reader);
    const rows = await shard().recount();
    await close();
    const objects = [one, two, reader].map(objectOf);
    await passTime(START + 394 * DAY_MS, ...objects);
    expect(await dumpOf(objectOf(reader))).toContain(SECRET);
    expect(await shard().recount()).toEqual(rows);
    await passTime(START + 397 * DAY_MS, ...objects);
    expect(await dumpOf(objectOf(reader))).toBe("");
    expect(await dumpOf(objectOf(one))).not.toContain(SECRET);
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBe(idOf(one));
    await passTime(START + 1_500 * DAY_MS, ...objects);
    for (const object of objects) expect([await dumpOf(object), await alarmAt(object)]).toEqual(["", null]);
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBeNull();
    expect([...(await shard().recount())]).toEqual([]);
    const dump = await dumpOfSite(userId, one, two);
    for (const word of [SECRET, "Ada", one, two, userId]) expect(dump).not.toContain(word);
  });

  it("asks for its visitors seldom, whatever fails meanwhile", async () => {
    const id = anAnonymousId();
    await send(site, "page", secretPage(id));
    await settle(id);
    await close();
    expect(await runDurableObjectAlarm(objectOf(id))).toBe(true);
    expect(await alarmAt(objectOf(id))).toBeGreaterThan(START + 394 * DAY_MS);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    env.RFEDGE_FAULT = "directory";
    try {
      vi.setSystemTime(START + 396 * DAY_MS);
      for (let failure = 0; failure < 3; failure++) {
        expect(await runDurableObjectAlarm(objectOf(id))).toBe(true);
        expect(await alarmAt(objectOf(id))).toBeGreaterThanOrEqual(Date.now() + 60_000);
      }
    } finally {
      env.RFEDGE_FAULT = "";
    }
    expect(await runDurableObjectAlarm(objectOf(id))).toBe(true);
    expect(await dumpOf(objectOf(id))).toBe("");
  });

  it("goes, too, where it is a record of who looked at whom, or of what was not done", async () => {
    const stub = siteStub(env, site.key);
    await stub.noteFinding({ kind: "refused-id", id: "somebody", detail: "" }, START);
    await stub.noteSightings([{ actor: "mt_ada", visitor: idOf("somebody"), how: "opened", at: START }]);
    await close();
    await passTime(START + 395 * DAY_MS - 1, stub);
    expect(await stub.findings()).toHaveLength(1);
    await passTime(START + 397 * DAY_MS, stub);
    expect(await stub.findings()).toEqual([]);
    expect(await stub.sightings({ visitors: null, actor: null, after: null })).toEqual({ page: [], next: null });
    expect(await alarmAt(stub)).toBeNull();
  });

  it("is not even remembered of those who were erased, once that counts no more; one who does not answer keeps nobody else", async () => {
    const { one, two } = await aPerson();
    const until = Date.parse((await erase(one)).replaysRefusedUntil);
    await settle(one, two);
    tick();
    await close();
    vi.setSystemTime(until + 60_000);
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(VisitorObject.prototype, "erase").mockRejectedValueOnce(new Error("on purpose"));
    await sweep();
    expect(error.mock.calls.map(([line]) => JSON.parse(String(line)))).toContainEqual({
      level: "error",
      what: "erasures-kept",
      site: site.key,
      count: 1,
    });
    const left = await Promise.all([one, two].map((id) => dumpOf(objectOf(id))));
    expect(left.filter((dump) => dump === "")).toHaveLength(1);
    await sweep();
    for (const id of [one, two]) expect(await dumpOf(objectOf(id))).toBe("");
    expect(await dumpOf(shard() as DurableObjectStub)).not.toContain(idOf(one));
    for (const judge of identityStubs(env, site.key))
      expect(await dumpOf(judge as DurableObjectStub)).not.toMatch(/erased: \[\{/);
  });
});
