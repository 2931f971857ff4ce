import { countedOf } from "#shared/figures/counters";
import { type Drift, isSameCounted } from "#shared/figures/drift";
import { removedRow } from "#shared/figures/rowOf";
import type { Reconciliation } from "#shared/wire/figures";
import type { SampledRow } from "../objects/directory/DirectoryObject.ts";
import { directoryShard, directoryStubs, visitorById } from "../objects/stubs.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { askShards, type Shards } from "./askDirectory.ts";

/** Visitors of each shard whose own objects are asked. */
const SAMPLE = 100;
const AT_ONCE = 20;

type Verdict = "same" | "late" | "differing";

/**
 * Proves the figures: every shard counts its rows again and compares, and some visitors' own objects are asked how they stand. What differs is
 * mended and reported; nothing is expected to.
 *
 * @param from the id that the sample begins behind, 64 hex digits; another one each time, so that in the long run everybody is looked at
 * @returns the report, which is kept; what a shard that does not answer has is not in it
 * @throws Problem `unavailable` where no shard answers
 */
export async function reconcile(
  env: Env,
  site: PublishedSite,
  now: number,
  from: string = anyId(),
): Promise<Reconciliation> {
  const shards = directoryStubs(env, site.key);
  if (shards.length > 1)
    await Promise.allSettled(shards.map((one, shard) => one.place({ site: site.key, shard, of: shards.length })));
  const { answers, lack } = await askShards(shards, async (shard) => ({
    ...(await shard.reconcile()),
    verdicts: await compare(env, site, shard, await shard.sample(from, SAMPLE), now),
  }));
  const verdicts = answers.flatMap((one) => one.verdicts);
  const report: Reconciliation = {
    at: new Date(now).toISOString(),
    counters: answers.reduce((sum, { counters }) => sum + counters, 0),
    drift: answers.flatMap(({ drift }) => drift).map(shownDrift),
    visitors: verdicts.length,
    differing: verdicts.filter((verdict) => verdict === "differing").length,
    late: verdicts.filter((verdict) => verdict === "late").length,
    ...lack,
  };
  await directoryShard(env, site.key, 0).keepReport(JSON.stringify(report));
  return report;
}

/** The last report. @throws Problem `unavailable` where it cannot be read */
export async function lastReconciliation(env: Env, site: PublishedSite): Promise<Reconciliation> {
  const { answers } = await askShards([directoryShard(env, site.key, 0)], (shard) => shard.report());
  const [text] = answers;
  return text ? JSON.parse(text) : { at: null, counters: 0, drift: [], visitors: 0, differing: 0, late: 0 };
}

async function compare(
  env: Env,
  site: PublishedSite,
  shard: Shards[number],
  sample: readonly SampledRow[],
  now: number,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let start = 0; start < sample.length; start += AT_ONCE) {
    const asked = sample.slice(start, start + AT_ONCE).map((held) => judge(env, site, shard, held, now));
    // Somebody who does not answer is no proof of anything.
    for (const one of await Promise.allSettled(asked)) if (one.status === "fulfilled") verdicts.push(one.value);
  }
  return verdicts;
}

/**
 * A row that differs from what its visitor's object answered at the row's own revision and instant is wrong; one of an earlier revision, instant
 * or model is late, as changes of the last seconds are. Both are brought up to date.
 */
async function judge(
  env: Env,
  site: PublishedSite,
  shard: Shards[number],
  held: SampledRow,
  now: number,
): Promise<Verdict> {
  const ask = { site: site.key, version: site.model.version };
  const answer = await visitorById(env, held.id)?.read({ ...ask, now });
  if (answer?.kind === "forward") return "late";
  if (answer?.kind !== "found") {
    await shard.mend(site.key, removedRow(held.row, held.row.revision));
    return "differing";
  }
  const row = answer.found;
  if (isSameCounted(countedOf(row), held.counted)) return "same";
  const then = await visitorById(env, held.id)?.read({ ...ask, now: held.row.at });
  const isOlder = row.revision > held.row.revision || row.modelVersion > held.row.modelVersion;
  const isOnlyTime = then?.kind === "found" && isSameCounted(countedOf(then.found), held.counted);
  await shard.mend(site.key, row);
  return isOlder || isOnlyTime ? "late" : "differing";
}

function shownDrift({ key, counted, recounted }: Drift): Reconciliation["drift"][number] {
  return { counter: key, counted: counted.visitors, recounted: recounted.visitors };
}

function anyId(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
