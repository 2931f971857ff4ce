import type { SiteConfig } from "#shared/config/siteConfig";
import type { Simulation } from "#shared/wire/config";
import { log } from "../log.ts";
import { digestOf } from "../objects/site/secret.ts";
import { directoryStubs, siteStub } from "../objects/stubs.ts";
import type { DraftModel } from "../objects/visitor/draftModel.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** Visitors a shard asks in one call: well under the calls that one invocation may make. */
const PAGE = 2_000;

/** What is simulated, and how much of it in one answer. */
interface Asked {
  /** Checked; null: the draft. */
  readonly config: SiteConfig | null;
  /** Visitors; left out: all. */
  readonly limit: number | undefined;
  /** As it was answered: the shard, and the visitor after whom to go on. */
  readonly cursor: string | undefined;
}

/**
 * How many would go from which segment to which if a configuration were published now. Every visitor is asked, with the very code and cuts that a
 * publication would use, so the forecast is what then happens.
 *
 * @throws Problem `unavailable` where somebody does not answer: a forecast that leaves people out is none
 */
export async function simulateConfig(env: Env, site: PublishedSite, asked: Asked, now: number): Promise<Simulation> {
  const { config, limit } = asked;
  const draft = config === null ? await siteStub(env, site.key).draftModel() : await modelFor(config, site);
  const body = JSON.stringify(site.config);
  const request = {
    site: site.key,
    version: site.model.version,
    now,
    draft: draft ?? { digest: `v${site.version}`, body, population: null },
  };
  const moves = new Map<string, { from: string; to: string; visitors: number }>();
  const add = (from: string, to: string, visitors: number) => {
    const key = `${from} ${to}`;
    moves.set(key, { from, to, visitors: (moves.get(key)?.visitors ?? 0) + visitors });
  };
  const shards = directoryStubs(env, site.key);
  type Shard = (typeof shards)[number];
  const turn = async (shard: Shard, after: string, most: number) => {
    const page: Awaited<ReturnType<Shard["simulate"]>> = await shard.simulate(request, { after, limit: most });
    for (const { from, to, visitors } of page.moves) add(from, draft === null ? from : to, visitors);
    return page.after;
  };
  const walk = async (shard: Shard) => {
    for (let after: string | null = ""; after !== null; ) after = await turn(shard, after, PAGE);
  };
  let cursor: string | null = null;
  try {
    if (limit === undefined) await Promise.all(shards.map(walk));
    else cursor = await onePage(shards, asked.cursor, (shard, after) => turn(shard, after, limit));
  } catch (error) {
    log("simulation-failed", { site: site.key }, error);
    throw new Problem("unavailable", "Some visitors do not answer: try again", { retryAfter: 2 });
  }
  const all = [...moves.values()];
  return {
    before: countsBy(all, ({ from }) => from),
    after: countsBy(all, ({ to }) => to),
    moves: all.filter(({ from, to }) => from !== to),
    cursor,
  };
}

/** One page of one shard. @returns where the next begins; null: there is none */
async function onePage<S>(
  shards: readonly S[],
  cursor: string | undefined,
  turn: (shard: S, after: string) => Promise<string | null>,
): Promise<string | null> {
  const [, place = "0", after = ""] = /^(\d+) (.*)$/s.exec(cursor ?? "") ?? [];
  const number = Number(place);
  const shard = shards[number];
  if (shard === undefined) return null;
  const last = await turn(shard, after);
  if (last !== null) return `${number} ${last}`;
  return number + 1 < shards.length ? `${number + 1} ` : null;
}

/** What has no draft of its own, upon the population that a publication would go by. */
async function modelFor(asked: SiteConfig, { model }: PublishedSite): Promise<DraftModel> {
  const body = JSON.stringify(asked);
  return { digest: await digestOf(body), body, population: model.population };
}

function countsBy(
  moves: readonly { from: string; to: string; visitors: number }[],
  keyOf: (move: { from: string; to: string }) => string,
): { key: string; visitors: number }[] {
  const counts = new Map<string, number>();
  for (const move of moves) counts.set(keyOf(move), (counts.get(keyOf(move)) ?? 0) + move.visitors);
  return [...counts].map(([key, visitors]) => ({ key, visitors }));
}
