import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { aKey, backupOf, read, restoreTo, restoring, sendLines } from "../support/copies.ts";
import { answerOf, liveSite, questionsOf } from "../support/livedSite.ts";
import { anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, ROOT, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const START = Date.now() + DAY_MS;
let site: TestSite;
let copy: TestSite;
let lines: string[];

beforeAll(async () => {
  site = await liveSite(START);
  lines = await backupOf(site);
  copy = await restoreTo(aKey(), lines);
});
afterAll(() => vi.useRealTimers());

describe("POST /v1/restores/:key", () => {
  it.each(questionsOf(START).people)("gives %s as it was", async (path) => {
    expect(await answerOf(copy, path)).toEqual(await answerOf(site, path));
  });

  it("counts the same: segments, matrix, movements, audiences, lists, results", async () => {
    for (const path of questionsOf(START).figures)
      expect(await answerOf(copy, path), path).toEqual(await answerOf(site, path));
  });

  it("keeps configurations byte for byte, models, and the audit log's chain, and says in it what was done", async () => {
    const tables = async ({ key }: TestSite) =>
      runInDurableObject(siteStub(env, key), (_, { storage }) =>
        ["versions", "models", "audit"].map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
      );
    const [[versions, models, audit = []] = [], [theirVersions, theirModels, theirAudit = []] = []] = await Promise.all(
      [tables(site), tables(copy)],
    );
    expect([theirVersions, theirModels]).toEqual([versions, models]);
    expect(theirAudit.slice(0, -1)).toEqual(audit);
    expect(theirAudit.at(-1)).toMatchObject({ actor: "root", action: "site.restore", target: copy.key });
    const chain = await askAs(copy.token, "GET", `/v1/sites/${copy.key}/audit/chain`);
    expect(await chain.json()).toMatchObject({ entries: theirAudit.length, brokenAt: null });
  });

  it("goes on living: devices are known, links hold, user ids are whose they were", async () => {
    const { read: visitor } = peopleOf(() => copy);
    const before = await visitor("ada");
    expect((await send(copy, "page", aPage("laptop-of-ada"))).status).toBe(200);
    const message = { ...anOrder("", "o-4", 10), anonymousId: undefined, userId: "ada", messageId: "m-4" };
    expect((await askAs(copy.serverKey, "POST", "/v1/track", message)).status).toBe(200);
    expect((await send(copy, "identify", { anonymousId: "tablet", userId: "ada" })).status).toBe(200);
    const after = await visitor("ada");
    expect(after.id).toBe(before.id);
    expect(after.totals).toMatchObject({ orders: before.totals.orders + 1, pageViews: before.totals.pageViews + 1 });
    expect(after.anonymousIds).toEqual(["laptop-of-ada", "phone-of-ada", "tablet"]);
    const { objectOf } = peopleOf(() => copy);
    const alarm = await runInDurableObject(objectOf("stranger"), (_, { storage }) => storage.getAlarm());
    expect(alarm).not.toBeNull();
  });
});

describe("what colleagues have left", () => {
  it("comes with it: a draft, and how often what was refused; not who looked at whom, nor what was found of whose messages", async () => {
    const original = await makeSite();
    const config = { site: { name: "As drafted" } };
    expect((await askAs(original.token, "PUT", `/v1/sites/${original.key}/config/draft`, config)).status).toBe(200);
    const day = Math.floor(Date.now() / DAY_MS);
    const tallies = [
      { day: day - 400, what: "rejected", reason: "traits", count: 2 },
      { day: day - 1, what: "setAside", reason: "unproven", count: 40 },
      { day: day - 1, what: "uncounted", reason: "bot", count: 7 },
      { day, what: "rejected", reason: "structure", count: 3 },
    ] as const;
    const from = siteStub(env, original.key);
    await from.noteTallies(tallies);
    await from.noteFinding({ kind: "refused-id", id: "somebody", detail: "" }, Date.now());
    await from.noteSightings([{ actor: "Grace (1)", visitor: "a visitor", how: "opened", at: Date.now() }]);
    const saved = await backupOf(original);
    for (const word of ["somebody", "Grace"]) expect(saved.join("\n")).not.toContain(word);
    const made = await restoreTo(aKey(), saved);
    const stub = siteStub(env, made.key);
    const drafted = async (key: string) =>
      await (await askAs(ROOT, "GET", `/v1/sites/${key}/config/draft`)).json<{ config: unknown; savedAt?: string }>();
    expect(await drafted(made.key)).toEqual(await drafted(original.key));
    expect(await stub.tallies(0, day)).toEqual(await from.tallies(0, day));
    expect(await stub.tallies(0, day)).toHaveLength(4);
    expect([await stub.findings(), (await stub.sightings({ visitors: null, actor: null, after: null })).page]).toEqual([
      [],
      [],
    ]);
    // Whatever has come to it since stays.
    await stub.noteTallies([{ day, what: "rejected", reason: "structure", count: 5 }]);
    const other = { site: { name: "As drafted since" } };
    expect((await askAs(ROOT, "PUT", `/v1/sites/${made.key}/config/draft`, other)).status).toBe(200);
    await restoreTo(made.key, saved);
    expect(await stub.tallies(day, day)).toMatchObject([{ count: 8 }]);
    expect(JSON.stringify(await drafted(made.key))).toContain("As drafted since");
  });

  it("is missing in a backup of an earlier release, which is as good as ever", async () => {
    const earlier = lines
      .filter((line) => !["draft", "tally"].includes(read(line).kind))
      .map((line, index) => (index === 0 ? line.replace('"format":2', '"format":1') : line));
    expect(read(earlier[0] ?? "")).toMatchObject({ format: 1 });
    const made = await restoreTo(aKey(), earlier);
    expect(await answerOf(made, "visitors/ada")).toMatchObject({ userId: "ada" });
  });
});

describe("a restoration that is made again", () => {
  it("changes nothing, whoever has come since", async () => {
    const before = await answerOf(copy, "visitors/ada");
    expect(await sendLines(copy.key, lines, 3)).toMatchObject({ kept: 0, erased: 0 });
    const again = await restoreTo(copy.key, lines);
    expect(again.token).toBe(ROOT);
    expect(await answerOf(copy, "visitors/ada")).toEqual(before);
  });

  it("comes to the same where it broke off after any line", async () => {
    const key = aKey();
    for (const end of [1, 4, 7, lines.length - 2]) await sendLines(key, lines.slice(0, end), 2);
    expect((await askAs(ROOT, "GET", `/v1/sites/${key}/config`)).status).toBe(404);
    const state = await askAs(ROOT, "GET", `/v1/restores/${key}`);
    expect(await state.json()).toMatchObject({ lines: lines.length - 2, isOpen: false, woken: 0 });
    const third = await restoreTo(key, lines);
    for (const path of questionsOf(START).people)
      expect(await answerOf(third, path), path).toEqual(await answerOf(site, path));
  });
});

describe("somebody who was erased after the backup was made", () => {
  it("stays so, in the same site and in a copy beside it; whoever was not comes back", async () => {
    const original = await makeSite();
    const there = peopleOf(() => original);
    for (const id of ["forgotten", "known"]) {
      expect((await send(original, "page", aPage(id))).status).toBe(200);
      expect((await send(original, "identify", { anonymousId: id, userId: `user-${id}` })).status).toBe(200);
      await there.settle(id);
    }
    const before = await backupOf(original);
    vi.setSystemTime(Date.now() + 1_000);
    const path = `/v1/sites/${original.key}/visitors`;
    expect((await askAs(original.token, "DELETE", `${path}/user-forgotten`)).status).toBe(200);
    await there.settle("forgotten");
    // As after a loss of storage.
    await runInDurableObject(there.objectOf("known"), (_, { storage }) => storage.deleteAll());
    await evictDurableObject(there.objectOf("known"));
    expect((await askAs(ROOT, "GET", `${path}/known`)).status).toBe(404);

    expect(await sendLines(original.key, before)).toEqual({ restored: 1, kept: 0, erased: 1 });
    const same = await restoreTo(original.key, before);
    expect(same.token).toBe(ROOT);
    const beside = await restoreTo(aKey(), before);
    for (const { key } of [original, beside]) {
      const status = async (id: string) => (await askAs(ROOT, "GET", `/v1/sites/${key}/visitors/${id}`)).status;
      expect([await status("forgotten"), await status("user-forgotten")]).toEqual([404, 404]);
      expect([await status("known"), await status("user-known")]).toEqual([200, 200]);
    }
  });

  it("comes back in no site that was closed and is opened again by its backup", async () => {
    const original = await makeSite();
    const there = peopleOf(() => original);
    for (const id of ["forgotten", "known"]) expect((await send(original, "page", aPage(id))).status).toBe(200);
    await there.settle("forgotten", "known");
    const before = await backupOf(original);
    vi.setSystemTime(Date.now() + 1_000);
    const path = `/v1/sites/${original.key}`;
    expect((await askAs(original.token, "DELETE", `${path}/visitors/forgotten`)).status).toBe(200);
    await there.settle("forgotten");
    expect((await askAs(ROOT, "DELETE", path)).status).toBe(200);
    expect((await send(original, "page", aPage("known"))).status).toBe(401);
    const again = await restoreTo(original.key, before);
    expect(again.token).toMatch(/^mt_/);
    // Pages go on by the key that stands in them; whoever had a token needs a new one.
    expect((await send(original, "page", aPage("known"))).status).toBe(200);
    expect((await askAs(original.token, "GET", `${path}/visitors`)).status).toBe(401);
    expect((await askAs(again.token, "GET", `${path}/visitors/known`)).status).toBe(200);
    expect((await askAs(again.token, "GET", `${path}/visitors/forgotten`)).status).toBe(404);
  });
});

describe("somebody whose erasure is not done yet", () => {
  it("comes back in no copy, with none of their devices, even of a site that was closed since", async () => {
    const original = await makeSite();
    const there = peopleOf(() => original);
    for (const id of ["phone", "laptop"]) {
      await send(original, "page", aPage(id));
      await send(original, "identify", { anonymousId: id, userId: "forgotten" });
    }
    await there.settle("phone", "laptop");
    const before = await backupOf(original);
    vi.setSystemTime(Date.now() + 1_000);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    env.RFEDGE_FAULT = "directory";
    try {
      const erased = await askAs(original.token, "DELETE", `/v1/sites/${original.key}/visitors/forgotten`);
      expect(await erased.json()).toMatchObject({ complete: false, removed: { visitors: 2 } });
    } finally {
      env.RFEDGE_FAULT = "";
      vi.restoreAllMocks();
    }
    for (const close of [false, true]) {
      if (close) expect((await askAs(ROOT, "DELETE", `/v1/sites/${original.key}`)).status).toBe(200);
      const beside = aKey();
      expect(await sendLines(beside, before)).toEqual({ restored: 0, kept: 0, erased: 2 });
      await restoreTo(beside, before);
      for (const id of ["phone", "laptop", "forgotten"])
        expect((await askAs(ROOT, "GET", `/v1/sites/${beside}/visitors/${id}`)).status).toBe(404);
    }
  });
});

describe("a backup that is older than the one that was restored", () => {
  it("is refused in the same site, as nobody may remember there who was erased between the two", async () => {
    const original = await makeSite();
    const there = peopleOf(() => original);
    await send(original, "page", aPage("forgotten"));
    await there.settle("forgotten");
    const first = await backupOf(original);
    vi.setSystemTime(Date.now() + 1_000);
    const path = `/v1/sites/${original.key}/visitors/forgotten`;
    expect((await askAs(original.token, "DELETE", path)).status).toBe(200);
    await there.settle("forgotten");
    const second = await backupOf(original);
    // As in another deployment: nothing is known there but what is in the backup.
    for (const object of [there.objectOf("forgotten"), siteStub(env, original.key)]) {
      await runInDurableObject(object, (_, { storage }) => storage.deleteAll());
      await evictDurableObject(object);
    }
    await restoreTo(original.key, second);
    const lines = { from: 0, head: first[0], lines: first.slice(0, 5) };
    const refused = await restoring(original.key, "lines", lines);
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("A later backup")]);
    expect((await askAs(ROOT, "GET", path)).status).toBe(404);
    expect((await restoreTo(original.key, second)).token).toBe(ROOT);
  });
});

describe("what cannot be restored", () => {
  const head = () => lines[0] ?? "";
  const backup = () => JSON.parse(head()).backup;
  const lineOf = (more: object) => JSON.stringify({ ...JSON.parse(head()), ...more });

  it("is a later format, or what is no line, and nothing of it is written", async () => {
    const key = aKey();
    const status = async (body: object) =>
      (await restoring(key, "lines", { from: 0, head: head(), lines: [], ...body })).status;
    expect(await status({ head: lineOf({ format: 3 }) })).toBe(422);
    expect(await status({ head: "{" })).toBe(422);
    expect(await status({ lines: [head(), "null"] })).toBe(422);
    const visitor = JSON.stringify({ ...visitorLine(), entries: [[1, { kind: "events", at: "then", model: 1 }]] });
    expect(await status({ lines: [head(), visitor] })).toBe(422);
    expect((await askAs(ROOT, "GET", `/v1/restores/${key}`)).status).toBe(404);
  });

  it("is anything over a site with a life of its own", async () => {
    const other = await makeSite();
    expect((await restoring(other.key, "lines", { from: 0, head: head(), lines: [head()] })).status).toBe(409);
  });

  it("is a backup that is not whole, or has gaps", async () => {
    const key = aKey();
    expect((await restoring(key, "lines", { from: 3, head: head(), lines: lines.slice(3, 5) })).status).toBe(409);
    await sendLines(key, lines.slice(0, -1));
    expect((await restoring(key, "open", { backup: backup() })).status).toBe(409);
    expect((await restoring(key, "wake", { backup: backup(), through: 1, visitors: [] })).status).toBe(409);
  });

  it("is an audit log that somebody has edited", async () => {
    const edited = lines.map((line) => line.replace('"action":"config.publish"', '"action":"config.rollback"'));
    expect(edited).not.toEqual(lines);
    const answer = await restoring(aKey(), "lines", { from: 0, head: head(), lines: edited.slice(0, 40) });
    expect(answer.status).toBe(409);
  });

  it("never opens twice with new secrets, nor without a credential", async () => {
    const again = await restoring(copy.key, "open", { backup: backup() });
    expect(await again.json()).toMatchObject({ key: copy.key, secrets: null });
    expect((await ask(`/v1/restores/${copy.key}`)).status).toBe(401);
  });

  const visitorLine = () => lines.map(read).find(({ kind }) => kind === "visitor");
});
