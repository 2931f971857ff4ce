import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { modelOf } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { auditCalls } from "#shared/wire/audit";
import { ExportSchema } from "#shared/wire/privacy";
import { historyAnswer } from "#shared/wire/visitorAnswers";
import { EventsSchema } from "#shared/wire/visitors";
import { directoryStub, identityStubs, siteStub } from "../../worker/objects/stubs.ts";
import { replayLog } from "../../worker/objects/visitor/replayLog.ts";
import type { LogEntry } from "../../worker/objects/visitor/visitorLog.ts";
import { erasuresAt, secretPage, tick } from "../support/erasures.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;

let site: TestSite;
const { objectOf, idOf, read, historyOf, status, settle } = peopleOf(() => site);
const { erase, aPerson } = erasuresAt(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const textOf = async (id: string) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${encodeURIComponent(id)}/export`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="visitor-[0-9a-f]{12}\.json"$/);
  return answer.text();
};
const exported = async (id: string) => v.parse(ExportSchema, JSON.parse(await textOf(id)));

/** Somebody of whom everything that can be held is held. */
async function somebody() {
  const snippet = { key: "hi", rule: { fact: "pageViews", gte: 1 }, content: "<p>Hi</p>" };
  await publishConfig(site, { slots: [{ key: "hero", holdoutPercent: 50, snippets: [snippet] }] });
  const person = await aPerson();
  const { one, two, userId } = person;
  const consent = { context: { consent: { categoryPreferences: { marketing: true } } } };
  await send(site, "page", aPage(one, { ...consent, decide: true }));
  await send(site, "track", anOrder(one, "o-2", 25, { event: "Order Refunded" }));
  await send(site, "track", { ...anOrder(one, "o-1", 15), event: "Order Refunded" });
  const messages = [
    { type: "track", event: "Order Completed", timestamp: "2025-01-02", properties: { order_id: "o-0", revenue: 7 } },
  ];
  await askAs(site.token, "POST", `/v1/sites/${site.key}/import`, { visitors: [{ userId, messages }] });
  await send(site, "alias", { anonymousId: two, previousId: userId, userId: `new-${userId}` });
  await siteStub(env, site.key).noteFinding({ kind: "two-users", id: userId, detail: "another user" }, Date.now());
  tick(DAY_MS);
  await publishConfig(site, {
    segments: [{ key: "buyer", name: { en: "Buyer" }, rule: { fact: "orders", gte: 1 } }],
    audiences: [{ key: "big", name: { en: "Big" }, rule: { fact: "revenue", gt: 30 } }],
  });
  await settle(one, two);
  tick(100 * DAY_MS);
  await settle(one, two);
  await send(site, "page", secretPage(two));
  await settle(one, two);
  return { ...person, visitor: (await read(one)).id };
}

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table of an object. */
function rowsOf(stub: DurableObjectStub): Promise<{ table: string; row: Row }[]> {
  return runInDurableObject(stub, (_, { storage: { sql } }) => {
    const query =
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    const tables = sql.exec<{ name: string }>(query).toArray();
    return tables.flatMap(({ name: table }) =>
      sql
        .exec(`SELECT * FROM ${table}`)
        .toArray()
        .map((row) => ({ table, row })),
    );
  });
}

/** Every value of a JSON document, objects and lists too, as text with its keys in order. */
function valuesIn(value: unknown, into = new Set<string>()): Set<string> {
  into.add(inOrder(value));
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) valuesIn(part, into);
  return into;
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** A column's value, read where it is JSON. */
function parsed(value: unknown): unknown {
  return typeof value === "string" && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

/** What is stored and not exported, and why. Whatever is new in storage is exported, or stands here. */
const NOT_EXPORTED: Readonly<Record<string, string>> = {
  "visitor log.state": "the fold of entries that are exported, kept so that a start reads fewer of them",
  "directory visitor.search": "the ids, name and e-mail address of the row, in small letters",
  "directory ledger": "sums over everybody, and changes of segment that the history has",
  "directory pending": "changes of segment that the history has, until they are announced",
  "directory note": "sums over everybody",
  "directory walk": "how far everybody has been re-scored",
  "identity erased": "marks of user ids that were erased, which cannot be read back",
  "directory erased": "until when the object of whoever was erased remembers it",
  "identity salt": "what marks are made with",
  "site sighting.day": "the day of its first and last instant, which are exported",
  "site changes": "the last changes of segment, which the history has",
};

describe("GET /v1/sites/:site/visitors/:id/export", () => {
  it("answers every column of every table that holds anything of somebody, by any of their ids", async () => {
    const { one, two, userId, visitor } = await somebody();
    const others = await Promise.all([two, userId, `new-${userId}`, visitor].map(exported));
    const text = await textOf(one);
    for (const other of others) expect(other.visitor).toEqual(JSON.parse(text).visitor);
    const answer = v.parse(ExportSchema, JSON.parse(text));
    const values = valuesIn(JSON.parse(text));
    const members = answer.ids.visitors;
    expect(members).toContain(idOf(one));
    expect(members).toContain(idOf(two));
    const rows = [
      ...(await Promise.all(
        members.map(async (id) => (await rowsOf(objectOf(id))).map((one) => ({ ...one, of: "visitor" }))),
      )),
      (await rowsOf(directoryStub(env, site.key, visitor) as DurableObjectStub)).map((one) => ({
        ...one,
        of: "directory",
      })),
      ...(await Promise.all(
        identityStubs(env, site.key).map(async (judge) =>
          (await rowsOf(judge as DurableObjectStub)).map((one) => ({ ...one, of: "identity" })),
        ),
      )),
      (await rowsOf(siteStub(env, site.key) as DurableObjectStub)).map((one) => ({ ...one, of: "site" })),
    ].flat();
    const isTheirs = ({ of, row }: (typeof rows)[number]) =>
      of === "visitor" || [...members, one, two, userId].some((id) => JSON.stringify(row).includes(id));
    const met = new Set<string>();
    for (const held of rows.filter(isTheirs)) {
      const { of, table, row } = held;
      met.add(`${of} ${table}`);
      if (`${of} ${table}` in NOT_EXPORTED) continue;
      // The first row says whose the log is, and by which steps its table was made.
      if (table === "log" && row["seq"] === 0) continue;
      const columns = Object.entries(row).filter(([name]) => !(`${of} ${table}.${name}` in NOT_EXPORTED));
      for (const [name, value] of columns) {
        const isInstant =
          (["audit", "finding", "coming"].includes(table) && name === "at") ||
          (table === "sighting" && ["first", "last"].includes(name));
        const isOurs = table === "finding" && ["seq", "hour"].includes(name);
        const isChain = table === "audit" && ["seq", "hash", "target"].includes(name);
        if (isOurs || isChain) continue;
        const entry = name === "entry" ? { seq: row["seq"], ...Object(parsed(value)) } : parsed(value);
        const shown = isInstant ? new Date(Number(value)).toISOString() : entry;
        expect(values, `${of} ${table}.${name} ${inOrder(shown).slice(0, 200)}`).toContain(inOrder(shown));
      }
    }
    for (const table of ["visitor log", "directory visitor", "identity claim", "site finding", "site sighting"])
      expect(met).toContain(table);
  });

  it("says who, what, why, what was shown, who did what, for how long, and to whom", async () => {
    const { one, two, userId, visitor } = await somebody();
    const answer = await exported(one);
    expect(answer).toMatchObject({
      site: site.key,
      visitor: await read(one),
      history: await historyOf(one),
      ids: { anonymousIds: [one, two].sort() },
      consent: [{ purposes: { marketing: true } }],
      orders: [
        { id: "o-1", value: 25, refunded: 15 },
        { id: "o-0", value: 7 },
      ],
      links: [{ by: "identify", userId: null }],
      explanation: {
        segment: { key: "buyer", rules: [{ key: "buyer", comparisons: [{ fact: "orders", result: true }] }] },
      },
      retention: { behaviourDays: 395, customerDays: 1095 },
      findings: [{ kind: "two-users", id: userId }],
      deeds: [{ action: "visitor.export" }],
      sightings: expect.arrayContaining([expect.objectContaining({ how: "opened" })]),
      erasures: [],
    });
    expect(answer.ids.userIds.toSorted()).toEqual([`new-${userId}`, userId].toSorted());
    expect(answer.served).toMatchObject([{ slots: [{ slot: "hero", snippet: "hi" }] }]);
    expect(answer.explanation.scores).toHaveLength(9);
    expect(answer.models.map(({ version }) => version)).toContain(answer.visitor.modelVersion);
    for (const { configVersion } of answer.models)
      expect(answer.configurations.map(({ version }) => version)).toContain(configVersion);
    expect(answer.retention.endsAt).not.toBe(null);
    const page = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${visitor}/events`);
    expect(answer.events).toEqual(v.parse(EventsSchema, await page.json()).events);
    // An export is a deed itself.
    const again = await exported(two);
    expect(again.deeds).toMatchObject([{ action: "visitor.export" }, { action: "visitor.export" }]);
    const log = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    const { entries } = v.parse(auditCalls.list.answer, await log.json());
    expect(entries.filter(({ action }) => action === "visitor.export")).toMatchObject([
      { target: visitor },
      { target: visitor },
    ]);
  });

  it("holds logs that, replayed by the models beside them, give the same scores, segment and history", async () => {
    const { one } = await somebody();
    const answer = await exported(one);
    const models = new Map(
      answer.models.map(({ version, configVersion, at, cuts }) => {
        const { version: _, ...part } = answer.configurations.find((one) => one.version === configVersion) ?? {
          version: 0,
        };
        const config = readConfig(part)?.config;
        if (config === undefined) throw new Error("no configuration");
        return [version, { ...modelOf(config, version, { at: Date.parse(at), population: null }), cuts }];
      }),
    );
    const modelFor = (version: number) => {
      const model = models.get(version);
      if (model === undefined) throw new Error(`no model ${version}`);
      return model;
    };
    for (const { visitor, entries } of answer.logs) {
      const log: LogEntry[] = JSON.parse(JSON.stringify(entries.map(({ seq: _, ...entry }) => entry)));
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      const { state, history } = replayLog(site.key, log, modelFor);
      expect(history).toEqual(log.flatMap((entry) => entry.history ?? []));
      if (visitor !== answer.visitor.id) continue;
      expect(historyAnswer(history)).toEqual(answer.history);
      const model = modelFor(answer.visitor.modelVersion);
      const standing = segmentAt(state.visitor, model, Date.parse(answer.exportedAt));
      expect(standing.segment).toBe(answer.visitor.segment.key);
      const shown = Object.values(answer.visitor.scores).flatMap((family) => Object.values(family));
      expect(measuresOf(standing.scores).map(({ score }) => score)).toEqual(shown.map(({ score }) => score));
    }
  });

  it("is whole however long it is", async () => {
    const id = anAnonymousId();
    const filler = "x".repeat(2_000);
    for (let part = 0; part < 6; part++) {
      const messages = Array.from({ length: 400 }, (_, index) => ({
        type: "page",
        messageId: `m-${part}-${index}`,
        timestamp: new Date(START - (part * 400 + index) * 1_000).toISOString(),
        properties: { filler },
      }));
      await askAs(site.token, "POST", `/v1/sites/${site.key}/import`, { visitors: [{ anonymousId: id, messages }] });
    }
    await evictDurableObject(objectOf(id));
    const answer = await exported(id);
    expect(new Set(answer.events.map(({ messageId }) => messageId)).size).toBe(2_400);
    expect(answer.logs).toHaveLength(1);
    expect(answer.logs[0]?.entries).toHaveLength(6);
  });

  it("tells whoever came back after an erasure that there was one, and nothing of who it was", async () => {
    const { one, userId } = await aPerson();
    const receipt = await erase(one);
    expect(await status("GET", `${one}/export`)).toBe(404);
    tick();
    await send(site, "page", aPage(one));
    await runDurableObjectAlarm(objectOf(one));
    const text = await textOf(one);
    expect(JSON.parse(text).erasures).toEqual([
      { erasedAt: receipt.erasedAt, replaysRefusedUntil: receipt.replaysRefusedUntil, removed: receipt.removed },
    ]);
    for (const word of [userId, "Ada", "ada@example.org"]) expect(text).not.toContain(word);
  });
});
