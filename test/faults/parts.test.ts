import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chanceOf } from "../support/chance.ts";
import { FaultedRfedge, underLoad } from "../support/faultedRfedge.ts";
import { Journal } from "../support/journal.ts";
import { sendTo } from "../support/openApi.ts";

const SENDERS = 4;
const SHARDS = 3;
const POLLING = { timeout: 60_000, interval: 10 };
const chance = chanceOf(20_261_127);
const rfedge = new FaultedRfedge("8973", { RFEDGE_DIRECTORY_SHARDS: String(SHARDS) });
const journals: Journal[] = [];

beforeAll(() => rfedge.start(), 240_000);
afterAll(async () => {
  console.log(rfedge.tally());
  await rfedge.end();
});

/** People whom nobody has met yet: enough to be in every shard. */
function newJournal(): Journal {
  const of = { url: () => rfedge.url, token: rfedge.token, chance, people: 10, back: () => rfedge.back() };
  const journal = new Journal(of, `part-${journals.length}`);
  journals.push(journal);
  return journal;
}

async function untilAcknowledged(journal: Journal, more: number) {
  const enough = journal.acknowledged + more;
  await expect.poll(() => journal.acknowledged, POLLING).toBeGreaterThan(enough);
}

/** Nothing is lost, nothing is there twice, no page was broken, and the counters are what a recount over everybody says. */
async function expectWhole() {
  expect(rfedge.pages.broken).toEqual([]);
  const expected: Record<string, readonly [number, number, number]> = {};
  for (const journal of journals) {
    const { lost, doubled } = await journal.recount();
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    for (const [key, [visitors, orders, revenue]] of Object.entries(await journal.segments())) {
      const [all, ordered, paid] = expected[key] ?? [0, 0, 0];
      expected[key] = [all + visitors, ordered + orders, paid + revenue];
    }
  }
  await expect.poll(() => rfedge.counters(), { timeout: 60_000, interval: 200 }).toEqual(expected);
  const events = journals.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  console.log(`events acknowledged: ${events}, lost 0, doubled 0; pages answered: ${rfedge.pages.answered}, broken 0`);
}

describe("every acknowledged event is there exactly once, and counted", () => {
  it("while one shard of the directory refuses and the others work: answers say what they lack", async () => {
    const journal = newJournal();
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      await untilAcknowledged(journal, 50);
      await rfedge.meanwhile(() => rfedge.killAll("directory:1"));
      rfedge.inject("one shard of three refuses");
      await untilAcknowledged(journal, 150);
      const { status, text } = await rfedge.ask("GET", "segments");
      expect([status, JSON.parse(text)]).toMatchObject([200, { incomplete: true, missing: [1] }]);
      const list = await rfedge.ask("GET", "visitors?limit=200");
      expect([list.status, JSON.parse(list.text)]).toMatchObject([200, { incomplete: true, missing: [1] }]);
      await rfedge.meanwhile(() => rfedge.killAll());
    });
    // Nobody waited for the directory.
    expect(journal.refusals.get(503) ?? 0).toBe(0);
    await expectWhole();
    expect(JSON.parse((await rfedge.ask("GET", "segments")).text).missing).toBeUndefined();
  }, 240_000);

  it("while the site's own object refuses: events and pages go by what is published", async () => {
    const journal = newJournal();
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      await rfedge.meanwhile(() => rfedge.killAll("site"));
      rfedge.inject("the site's object refuses");
      await untilAcknowledged(journal, 100);
      expect((await rfedge.ask("GET", "tokens")).status).toBe(503);
      await rfedge.meanwhile(() => rfedge.killAll());
    });
    expect(journal.refusals.get(503) ?? 0).toBe(0);
    await expectWhole();
  }, 240_000);

  it.each([
    ["visitors' objects refuse", "visitor"],
    ["KV refuses", "kv"],
  ])(
    "while %s: senders are told when to come again, and pages keep their own content",
    async (what, fault) => {
      const journal = newJournal();
      await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
        await untilAcknowledged(journal, 50);
        await rfedge.meanwhile(() => rfedge.killAll(fault));
        rfedge.inject(what);
        await expect.poll(() => journal.refusals.get(503) ?? 0, POLLING).toBeGreaterThan(20);
        await rfedge.meanwhile(() => rfedge.killAll());
      });
      await expectWhole();
    },
    240_000,
  );

  it("where KV is empty at the start: it is written anew, with all that was published", async () => {
    const journal = newJournal();
    const hero = { key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: "<p>Published</p>" }] };
    expect((await rfedge.ask("PUT", "config/draft", { slots: [hero] })).status).toBe(200);
    const { version: baseVersion } = JSON.parse((await rfedge.ask("GET", "config")).text);
    expect((await rfedge.ask("POST", "config/publish", { baseVersion })).status).toBe(200);
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      await untilAcknowledged(journal, 50);
      await rfedge.meanwhile(() => rfedge.loseKv());
      await untilAcknowledged(journal, 50);
    });
    const body = { writeKey: "wk_demo", anonymousId: journal.anybody(), slots: ["hero"] };
    const { text } = await sendTo(`${rfedge.url}/v1/decide`, { method: "POST", headers: {}, body });
    expect(JSON.parse(text)).toMatchObject({ decisions: { hero: { content: "<p>Published</p>" } } });
    await expectWhole();
  }, 240_000);
});
