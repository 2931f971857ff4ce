import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { median } from "../bench/load.ts";
import { atOnce } from "../support/atOnce.ts";
import { chanceOf } from "../support/chance.ts";
import { FaultedRfedge } from "../support/faultedRfedge.ts";
import { Journal } from "../support/journal.ts";

const chance = chanceOf(64);
const rfedge = new FaultedRfedge("8920");
/** Who asks waits as long as it takes: what is not taken has to be said. */
const PATIENCE_MS = 180_000;
const journalOf = (name: string, people: number) =>
  new Journal(
    {
      ...{ url: () => rfedge.url, token: rfedge.token, chance, people, back: () => rfedge.back() },
      patienceMs: PATIENCE_MS,
    },
    name,
  );

beforeAll(() => rfedge.start(), 240_000);
afterAll(() => rfedge.end());

/** So many batches by so many senders at once. @returns how long each took until it was acknowledged, in milliseconds */
async function send(journal: Journal, senders: number, batches: number): Promise<number[]> {
  const took: number[] = [];
  let left = batches;
  const lane = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      await journal.sendOne();
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: senders }, lane));
  return took;
}

describe("rising load", () => {
  it("is taken or put off by 429 or 503, loses nothing, and is forgotten when it is over", async () => {
    const journal = journalOf("load", 40);
    await send(journal, 4, 40);
    const before = median(await send(journal, 1, 40));
    const steps: string[] = [];
    for (const senders of [8, 32, 128, 512]) {
      const begun = performance.now();
      const took = await send(journal, senders, Math.max(senders, 150));
      const perSecond = (took.length / (performance.now() - begun)) * 1_000;
      steps.push(`${senders} senders: ${perSecond.toFixed(0)} batches/s, median ${median(took).toFixed(0)} ms`);
    }
    const after = median(await send(journal, 1, 40));
    const refused = [...journal.refusals].map(([status, times]) => `${status}: ${times}`).join(", ") || "none";
    const { acknowledged, lost, doubled } = await journal.recount();
    console.log(
      [
        ...steps,
        `alone: ${before.toFixed(1)} ms before, ${after.toFixed(1)} ms after (ratio ${(after / before).toFixed(2)})`,
        `events acknowledged: ${acknowledged}, put off: ${refused}, lost ${lost.length}, doubled ${doubled.length}`,
      ].join("\n"),
    );
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    for (const status of journal.refusals.keys()) expect([429, 503]).toContain(status);
    await expect.poll(() => rfedge.counters(), { timeout: 30_000, interval: 200 }).toEqual(await journal.segments());
  }, 240_000);
});

describe("a long run", () => {
  it("keeps its memory", async () => {
    const journal = journalOf("long", 30);
    // The runtime itself takes hundreds of megabytes before it collects anything: what comes after is what is looked at.
    const asked = Array.from({ length: 4_000 }, () => journal.anybody());
    await atOnce(asked, 16, (anonymousId) => rfedge.askPage(anonymousId));
    await send(journal, 8, 100);
    const resident: number[] = [];
    for (let window = 0; window < 9; window++) {
      await send(journal, 8, 80);
      resident.push(rfedge.residentBytes() ?? 0);
    }
    const [first, last] = [median(resident.slice(0, 3)), median(resident.slice(-3))];
    const megabytes = resident.map((bytes) => (bytes / 2 ** 20).toFixed(0)).join(" ");
    console.log(`events acknowledged: ${journal.acknowledged}; resident MB by window: ${megabytes}`);
    // What is kept of so many events is a few megabytes; a leak of what a request holds would be ten times that.
    expect(last).toBeLessThan(first * 1.25 + 16 * 2 ** 20);
    const { lost, doubled } = await journal.recount();
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  }, 120_000);
});
