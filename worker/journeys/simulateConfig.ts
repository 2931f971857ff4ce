import type { SiteConfig } from "#shared/config/siteConfig";
import type { Simulation } from "#shared/wire/config";
import { digestOf } from "../objects/site/secret.ts";
import { directoryStubs, siteStub } from "../objects/stubs.ts";
import type { DraftModel } from "../objects/visitor/draftModel.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** Visitors a shard asks in one call: well under the calls that one invocation may make. */
const PAGE = 2_000;

/**
 * How many would go from which segment to which if a configuration were published now. Every visitor is asked, with the very code and cuts that a
 * publication would use, so the forecast is what then happens.
 *
 * @param asked checked; null: the draft
 * @throws Problem `unavailable` where somebody does not answer: a forecast that leaves people out is none
 */
export async function simulateConfig(
  env: Env,
  site: PublishedSite,
  asked: SiteConfig | null,
  now: number,
): Promise<Simulation> {
  const draft = asked === null ? await siteStub(env, site.key).draftModel() : await modelFor(asked, site);
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
  const walk = async (shard: ReturnType<typeof directoryStubs>[number]) => {
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof shard.simulate>> = await shard.simulate(request, { after, limit: PAGE });
      for (const { from, to, visitors } of page.moves) add(from, draft === null ? from : to, visitors);
      after = page.after;
    }
  };
  try {
    await Promise.all(directoryStubs(env, site.key).map(walk));
  } catch (error) {
    console.error(JSON.stringify({ simulating: site.key, error: String(error) }));
    throw new Problem("unavailable", "Some visitors do not answer: try again", { retryAfter: 2 });
  }
  const all = [...moves.values()];
  return {
    before: countsBy(all, ({ from }) => from),
    after: countsBy(all, ({ to }) => to),
    moves: all.filter(({ from, to }) => from !== to),
  };
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
