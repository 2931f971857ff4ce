import type { VisitorRow } from "#shared/figures/row";
import { type Asking, laggingFacts } from "#shared/figures/rowFacts";
import type { Rule } from "#shared/rules/rule";
import type { Matching } from "#shared/wire/figures";
import { visitorOfRow } from "#shared/wire/visitorOfRow";
import type { VisitorList } from "#shared/wire/visitors";
import { byPosition } from "../objects/directory/directoryList.ts";
import { directoryStubs } from "../objects/stubs.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { askShards, type Shards } from "./askDirectory.ts";
import { askedOf, carried, cursorOf, type ListParameters, listQueryOf } from "./listQuery.ts";

/** A page of a site's visitors. @throws Problem `malformed`, `invalid`, or `unavailable` where no shard answers */
export async function listVisitors(
  env: Env,
  site: PublishedSite,
  parameters: ListParameters,
  now: number,
): Promise<VisitorList> {
  return listFrom(directoryStubs(env, site.key), parameters, askedOf(site, now));
}

/** A page gathered from shards: each gives its own next visitors, and the first of them all are the page. */
export async function listFrom(shards: Shards, parameters: ListParameters, asked: Asking): Promise<VisitorList> {
  const query = listQueryOf(parameters, asked);
  const { answers, lack } = await askShards(shards, (shard) => shard.list({ ...query, limit: query.limit + 1 }));
  const found = answers.flatMap(({ items }) => items).sort(byPosition(query));
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return {
    visitors: items.map(({ row }) => visitorOfRow(readRow(row), asked.currency, asked.now)),
    cursor: found.length > query.limit && last !== undefined ? cursorOf(query, last) : null,
    total: answers.reduce((sum, { total }) => sum + total, 0),
    ...lack,
  };
}

/** How many visitors a rule matches now. @throws Problem `invalid` for facts that rows do not carry */
export async function countMatching(shards: Shards, rule: Rule, asked: Asking): Promise<Matching> {
  const everybody = listQueryOf({ limit: "1" }, asked);
  const query = { ...everybody, rule: carried(rule), limit: 0 };
  const { answers, lack } = await askShards(shards, async (shard) => ({
    matching: (await shard.list(query)).total,
    all: (await shard.list({ ...everybody, limit: 0 })).total,
  }));
  const visitors = answers.reduce((sum, { matching }) => sum + matching, 0);
  const all = answers.reduce((sum, one) => sum + one.all, 0);
  return { visitors, share: all === 0 ? 0 : visitors / all, approximate: laggingFacts(rule), ...lack };
}

function readRow(text: string): VisitorRow {
  return JSON.parse(text);
}
