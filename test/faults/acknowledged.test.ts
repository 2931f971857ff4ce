import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chanceOf } from "../support/chance.ts";
import { FaultedRfedge, underLoad } from "../support/faultedRfedge.ts";
import { Journal } from "../support/journal.ts";

const SENDERS = 6;
const POLLING = { timeout: 30_000, interval: 3 };
const chance = chanceOf(20_261_126);
const rfedge = new FaultedRfedge("8915");
const journals: Journal[] = [];

beforeAll(() => rfedge.start(), 240_000);
afterAll(() => rfedge.end());

/** People whom nobody has met yet. */
function newJournal(): Journal {
  const { token } = rfedge;
  const of = { url: () => rfedge.url, token, chance, people: 6, back: () => rfedge.back() };
  const journal = new Journal(of, `group-${journals.length}`);
  journals.push(journal);
  return journal;
}

/** Waits until so many more events as chance says are acknowledged: the next fault comes in the middle of writing. */
async function someMore(journal: Journal, most: number) {
  const enough = journal.acknowledged + 1 + chance.next() * most;
  await expect.poll(() => journal.acknowledged, POLLING).toBeGreaterThan(enough);
}

/** How everybody stands by what their own objects say. */
async function everybody() {
  const sum: Record<string, readonly [number, number, number]> = {};
  for (const journal of journals)
    for (const [key, [visitors, orders, revenue]] of Object.entries(await journal.segments())) {
      const [all, ordered, paid] = sum[key] ?? [0, 0, 0];
      sum[key] = [all + visitors, ordered + orders, paid + revenue];
    }
  return sum;
}

/** Nothing is lost, nothing is there twice, and the counters are what a recount over everybody says. */
async function expectWhole(journal: Journal) {
  expect(rfedge.pages.broken).toEqual([]);
  const { lost, doubled } = await journal.recount();
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  const expected = await everybody();
  await expect.poll(() => rfedge.counters(), { timeout: 30_000, interval: 200 }).toEqual(expected);
}

describe("every acknowledged event is there exactly once", () => {
  it("whenever the runtime is killed", async () => {
    const journal = newJournal();
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      for (let kill = 0; kill < 6; kill++) {
        await someMore(journal, 60);
        await rfedge.meanwhile(() => rfedge.killRuntime());
      }
    });
    await expectWhole(journal);
  }, 120_000);

  it("whenever all of it is killed and started anew", async () => {
    const journal = newJournal();
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      for (let kill = 0; kill < 2; kill++) {
        await someMore(journal, 90);
        await rfedge.meanwhile(() => rfedge.killAll());
      }
    });
    await expectWhole(journal);
  }, 120_000);

  it("while the directory and the judges over user ids refuse everything, and then not any more", async () => {
    const journal = newJournal();
    await underLoad({ rfedge, journal, senders: SENDERS }, async () => {
      await rfedge.meanwhile(() => rfedge.killAll("directory,identity"));
      rfedge.inject("directory and judges refuse");
      // Not for acknowledgements: every sender may come to somebody whom a judge has still to name.
      await expect.poll(() => journal.refusals.get(503) ?? 0, POLLING).toBeGreaterThan(30);
      await rfedge.meanwhile(() => rfedge.killAll());
    });
    await expectWhole(journal);
  }, 120_000);

  it("which all add up at the end", async () => {
    const recounts = await Promise.all(journals.map((journal) => journal.recount()));
    const sum = (of: (recount: (typeof recounts)[number]) => number) => recounts.reduce((all, one) => all + of(one), 0);
    const retries = journals.reduce((all, journal) => all + journal.retries, 0);
    const acknowledged = sum((recount) => recount.acknowledged);
    const [lost, doubled] = [sum((recount) => recount.lost.length), sum((recount) => recount.doubled.length)];
    console.log(
      `${rfedge.tally()}\nevents acknowledged: ${acknowledged} (${retries} retries), lost ${lost}, doubled ${doubled}; pages answered: ${rfedge.pages.answered}, broken ${rfedge.pages.broken.length}`,
    );
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
    expect(acknowledged).toBeGreaterThan(300);
  });
});
