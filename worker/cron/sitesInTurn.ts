import { inTime } from "../journeys/inTime.ts";
import { log, type Said } from "../log.ts";
import { keepTurn, lastTurn } from "../publishedStore.ts";

/** What is done at many sites, and how much of it at once. */
export interface Round {
  /** What it is called where it is kept how far it came. */
  readonly name: string;
  /** What the log says where it fails. */
  readonly failure: Said;
  /** The sites' keys, in the order in which they have their turn. */
  readonly keys: readonly string[];
  readonly atOnce: number;
}

/** An invocation of the clock has a quarter of an hour and ten thousand calls: some of both are left for what is under way when it is over. */
const MOST_MS = 10 * 60_000;
const MOST_CALLS = 8_000;
/** Of the operations of KV an invocation has a thousand. */
const MOST_SITES = 900;
const SITE_MS = 60_000;

/**
 * Does something at one site after another, for as long as one invocation may: the next goes on where this one stopped. A site that fails, or does not
 * end in time, keeps no other from its turn.
 *
 * @param work answers how many calls it made
 */
export async function sitesInTurn(
  env: Env,
  { name, failure, keys, atOnce }: Round,
  work: (key: string) => Promise<number>,
): Promise<void> {
  const last = await lastTurn(env, name);
  const turn = [...keys.filter((key) => key > last), ...keys.filter((key) => key <= last)];
  const until = Date.now() + MOST_MS;
  let [done, calls] = [0, 0];
  while (done < Math.min(turn.length, MOST_SITES) && calls < MOST_CALLS && Date.now() < until) {
    const some = turn.slice(done, Math.min(done + atOnce, MOST_SITES));
    const made = await Promise.all(some.map((key) => attempt(failure, key, work)));
    calls += made.reduce((sum, count) => sum + count, 0);
    done += some.length;
  }
  if (done < turn.length) await keepTurn(env, name, turn[done - 1] ?? "");
}

async function attempt(failure: Said, key: string, work: (key: string) => Promise<number>): Promise<number> {
  try {
    const made = await inTime(work(key), SITE_MS);
    if (made !== "timeout") return made;
    log(failure, { site: key }, new DOMException("", "TimeoutError"));
  } catch (error) {
    log(failure, { site: key }, error);
  }
  return 1;
}
