import type { Lack } from "#shared/wire/lack";
import { log } from "../log.ts";
import type { DirectoryObject } from "../objects/directory/DirectoryObject.ts";
import { directoryStubs } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** The parts of a site's directory. */
export type Shards = readonly DurableObjectStub<DirectoryObject>[];

/** What the shards that answered said, in their order, and what the whole lacks. */
export interface Gathered<T> {
  readonly answers: readonly T[];
  readonly lack: Lack;
}

/** Asks all parts of a site's directory. @throws Problem `unavailable` where none of them answers */
export async function askDirectory<T>(
  env: Env,
  site: string,
  ask: (shard: Shards[number]) => Promise<T>,
): Promise<Gathered<T>> {
  const shards = directoryStubs(env, site);
  const [gathered, settled] = await Promise.all([askShards(shards, ask), areSettled(site, shards)]);
  return settled ? gathered : { ...gathered, lack: { ...gathered.lack, incomplete: true } };
}

/** Whether every row is in the shard that it belongs to: else some are counted twice until they have moved. A shard that is one too many hears of it here. */
async function areSettled(site: string, shards: Shards): Promise<boolean> {
  if (shards.length === 1) return true;
  const placed = await Promise.allSettled(shards.map((one, shard) => one.place({ site, shard, of: shards.length })));
  return placed.every((one) => one.status === "fulfilled" && one.value);
}

/** Asks shards. One that fails leaves a gap, which the answer names; where all fail, nothing is known. */
export async function askShards<T>(shards: Shards, ask: (shard: Shards[number]) => Promise<T>): Promise<Gathered<T>> {
  const asked = await Promise.allSettled(shards.map(ask));
  const answers = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const missing = asked.flatMap((one, shard) => (one.status === "rejected" ? [shard] : []));
  for (const [shard, one] of asked.entries())
    if (one.status === "rejected") log("directory-unanswered", { part: `directory:${shard}` }, one.reason);
  if (answers.length === 0)
    throw new Problem("unavailable", "The directory of visitors does not answer: try again", { retryAfter: 2 });
  return { answers, lack: missing.length === 0 ? {} : { incomplete: true, missing } };
}
