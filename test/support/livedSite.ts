import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { anOrder, aPage, send } from "./messages.ts";
import { peopleOf } from "./people.ts";
import { askAs, makeSite, publishConfig, ROOT, type TestSite } from "./site.ts";

const DAY_MS = 86_400_000;
const PHONE = "phone-of-ada";
const LAPTOP = "laptop-of-ada";
const PARTED = "parted";

/** Everybody there is in the end, by one of their ids each way. */
export const PEOPLE = [PHONE, LAPTOP, "ada", PARTED, "stranger", "buyer", "bea", "renamed"];
/** How many days it lasts. */
export const LIVED_DAYS = 45;
/** Who was first met by which anonymous id, or user id. */
export const FIRST_IDS = [
  ...[PHONE, LAPTOP, PARTED, "stranger", "buyer"].map((anonymousId) => ({ anonymousId })),
  { userId: "bea" },
];

const CONFIG = {
  slots: [{ key: "hero", holdoutPercent: 20, snippets: [{ key: "all", rule: { all: [] }, content: "<p>Hi</p>" }] }],
  audiences: [{ key: "buyers", name: { en: "Buyers" }, rule: { fact: "orders", gte: 1 } }],
};

/** Lives some weeks from an instant on: models change, devices are linked and parted, orders refunded, decisions served. The clock then stands at its end. */
export async function liveSite(start: number, open: () => Promise<TestSite> = makeSite): Promise<TestSite> {
  vi.setSystemTime(start);
  const site = await open();
  const { link, unlink, settle } = peopleOf(() => site);
  const said = async (kind: string, body: Record<string, unknown>) =>
    expect((await send(site, kind, body)).status).toBe(200);
  const trusted = async (kind: string, body: Record<string, unknown>) => {
    const message = { messageId: crypto.randomUUID(), ...body };
    expect((await askAs(site.serverKey, "POST", `/v1/${kind}`, message)).status).toBe(200);
  };
  await publishConfig(site, CONFIG);
  for (const id of [PHONE, LAPTOP, PARTED, "stranger", "buyer"]) await said("page", aPage(id, { decide: ["hero"] }));
  await said("track", anOrder("buyer", "o-1", "25.10"));
  await said("identify", { anonymousId: PHONE, userId: "ada", traits: { name: "Ada", plan: "gold" } });
  vi.setSystemTime(start + 3 * DAY_MS);
  await said("track", anOrder(LAPTOP, "o-2", 40));
  await said("identify", { anonymousId: LAPTOP, userId: "ada" });
  await link(PARTED, "stranger");
  await said("page", aPage(PARTED));
  await publishConfig(site, { ...CONFIG, scoring: { rfm: { windowDays: 20 } } });
  vi.setSystemTime(start + 30 * DAY_MS);
  await unlink("stranger", PARTED);
  await trusted("track", { ...anOrder("", "o-3", 99), anonymousId: undefined, userId: "bea" });
  await trusted("group", { userId: "bea", groupId: "g", traits: { tier: "1" } });
  await trusted("alias", { previousId: "bea", userId: "renamed" });
  await said("track", { anonymousId: "buyer", event: "Order Refunded", properties: { order_id: "o-1", total: 5 } });
  await said("page", aPage(PHONE, { decide: ["hero"] }));
  vi.setSystemTime(start + LIVED_DAYS * DAY_MS);
  await settle(...FIRST_IDS.map((first) => visitorIdOf(env, site.key, first)));
  return site;
}

/** What is asked of a site that has lived so, under `/v1/sites/:site/`. */
export function questionsOf(start: number): { people: string[]; figures: string[] } {
  const range = `from=${new Date(start - DAY_MS).toISOString()}&to=${new Date(start + LIVED_DAYS * DAY_MS).toISOString()}`;
  return {
    people: PEOPLE.flatMap((id) =>
      ["", "/history", "/events", "/orders", "/links", "/explain"].map((part) => `visitors/${id}${part}`),
    ),
    figures: [
      ...["segments", "audiences", "visitors?sort=revenue", "matrix?family=rfm&x=recency&y=monetary&by=score"],
      ...[`migrations?${range}`, `trends?${range}&interval=day`, "results?slot=hero", "config", "config/versions"],
    ],
  };
}

/** What a site answers its operator. Ids follow from the site's key, so each is called by whom it means. */
export async function answerOf({ key }: Pick<TestSite, "key">, path: string): Promise<unknown> {
  const answer = await askAs(ROOT, "GET", `/v1/sites/${key}/${path}`);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  const firsts = PEOPLE.flatMap((id) => [{ anonymousId: id }, { userId: id }]);
  const known = firsts.map((first) => [visitorIdOf(env, key, first), JSON.stringify(first)] as const);
  const told = JSON.parse(known.reduce((said, [id, name]) => said.replaceAll(id, name.replaceAll('"', "'")), text));
  // Where nothing else tells two visitors apart, a list has them by id.
  told.visitors?.sort?.((one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id));
  return told;
}
