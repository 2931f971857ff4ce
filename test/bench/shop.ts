import { readFile } from "node:fs/promises";
import { setTimeout as after } from "node:timers/promises";
import { configCalls } from "#shared/wire/config";
import { figureCalls } from "#shared/wire/figures";
import { modelCalls } from "#shared/wire/models";
import { siteCalls } from "#shared/wire/sites";
import { callWorker } from "../../worker/cli/sending/callWorker.ts";
import { inRoot } from "../../worker/cli/steps/root.ts";
import { ROOT_TOKEN } from "./config.ts";
import { quiet } from "./quiet.ts";

/** A site with the demo shop's hero and banner, and people who have been there. */
export interface Shop {
  readonly url: string;
  readonly site: string;
  readonly writeKey: string;
  /** A marketer's. */
  readonly token: string;
  readonly people: readonly string[];
}

/** What a browser sends along. */
export const BROWSER = {
  "content-type": "text/plain;charset=UTF-8",
  origin: "https://shop.example",
  referer: "https://shop.example/",
  "user-agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "accept-language": "en-GB,en;q=0.9",
} as const;

const KEY = "bench";
const PATHS = ["/", "/c/lunch/", "/c/table/", "/p/red-retrospot-lunch-bag/", "/cart/"];
const SETTLE_MS = 60_000;
const POLL_MS = 200;
const DAY_MS = 86_400_000;

/** Opens the shop and lets so many people be known there. */
export async function openShop(url: string, visitors: number): Promise<Shop> {
  const site = { key: KEY, name: "Bench" };
  const { writeKey, token } = await callWorker(siteCalls.create, { url, token: ROOT_TOKEN, body: site });
  const params = { site: KEY };
  const body = plainly(JSON.parse(await readFile(inRoot("worker", "demo", "site.json"), "utf8")));
  await callWorker(configCalls.saveDraft, { url, token, params, body });
  const { version: baseVersion } = await callWorker(configCalls.get, { url, token, params });
  await callWorker(configCalls.publish, { url, token, params, body: { baseVersion, note: "The demo shop" } });
  return await withPeople({ url, site: KEY, writeKey, token, people: [] }, visitors);
}

interface Snippet {
  readonly key: string;
  readonly rule: { readonly fact?: string };
  readonly content: string;
}

const FIELDS = /\{\{.*?\}\}|\{%.*?%\}/g;

/**
 * The shop's hero and banner with a snippet for each segment. Recording, languages and merge fields are left out, so that figures stay comparable
 * with those from before the shop used them.
 */
function plainly({ site, slots }: { site: object; slots: readonly { key: string; snippets: readonly Snippet[] }[] }) {
  return {
    site,
    slots: slots
      .filter(({ key }) => key === "hero" || key === "banner")
      .map(({ key, snippets }) => ({
        key,
        snippets: snippets
          .filter(({ rule }) => rule.fact === "segment")
          .map((snippet) => ({ key: snippet.key, rule: snippet.rule, content: snippet.content.replace(FIELDS, "") })),
      })),
  };
}

/**
 * Lets more people be known, and waits until the directory knows them too and the model goes by them: until then alarms run beside what is
 * measured, and a new model makes an end of every token. Each has looked around, every other one has bought.
 */
export async function withPeople(shop: Shop, more: number): Promise<Shop> {
  const people = [...shop.people, ...Array.from({ length: more }, () => crypto.randomUUID())];
  for (const [n, anonymousId] of people.entries())
    if (n >= shop.people.length)
      await post(shop.url, "batch", { writeKey: shop.writeKey, batch: lifeOf(anonymousId, n) });
  await settled(shop, people.length);
  return { ...shop, people };
}

/** The page view of the nth request, as the tag sends it. */
export function pageBody({ writeKey, people }: Shop, n: number): string {
  const now = new Date().toISOString();
  const message = pageMessage(personOf(people, n), PATHS[n % PATHS.length] ?? "/", now);
  return JSON.stringify({ ...message, decide: true, writeKey, sentAt: now });
}

/** The question of the nth request: what to show, without counting a visit. */
export function decideBody({ writeKey, people }: Shop, n: number, tokens: readonly string[] = []): string {
  const page = { url: `https://shop.example${PATHS[n % PATHS.length]}`, referrer: "https://shop.example/" };
  const token = tokens.length === 0 ? undefined : personOf(tokens, n);
  return JSON.stringify({ anonymousId: personOf(people, n), page, locale: "en-GB", writeKey, token });
}

/** A fresh decision token for each of the people, in their order. */
export async function tokensOf({ url, writeKey, people }: Shop): Promise<string[]> {
  const tokens: string[] = [];
  for (const anonymousId of people) {
    const answer: { token?: string } = JSON.parse(
      await post(url, "decide", { writeKey, anonymousId, slots: [], token: true }),
    );
    if (answer.token === undefined) throw new Error("a known visitor was given no decision token");
    tokens.push(answer.token);
  }
  return tokens;
}

/** Whether an answer holds decisions that were made for someone who is known. To read it whole would keep the load's own core busy on one side only. */
export function hasDecisions(body: string): boolean {
  return /"segment":"[^"]/.test(body) && body.includes('"reason":"match"');
}

/** Sends one message to a Segment address. */
export async function post(url: string, kind: string, body: unknown): Promise<string> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${url}/v1/${kind}`, { method: "POST", headers: BROWSER, body: text });
  const answer = await response.text();
  if (!response.ok) throw new Error(`/v1/${kind} was answered ${response.status}: ${answer}`);
  return answer;
}

export function personOf(people: readonly string[], n: number): string {
  return people[n % people.length] ?? "";
}

function pageMessage(anonymousId: string, path: string, timestamp: string) {
  return {
    type: "page",
    messageId: crypto.randomUUID(),
    timestamp,
    anonymousId,
    userId: null,
    context: {
      page: {
        url: `https://shop.example${path}`,
        path,
        referrer: "https://shop.example/",
        search: "",
        title: "Pantry & Post: a hundred and twenty small things",
      },
      locale: "en-GB",
      library: { name: "rfedge", version: "1" },
    },
  };
}

function lifeOf(anonymousId: string, n: number): object[] {
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const looked = PATHS.map((path, days) => pageMessage(anonymousId, path, ago(days + 1)));
  if (n % 2 === 0) return looked;
  const properties = { order_id: `o-${n}`, revenue: 20 + n, products: [{ product_id: "p1", quantity: 2 }] };
  const order = { event: "Order Completed", properties, type: "track", messageId: `order-${n}` };
  return [...looked, { ...order, anonymousId, timestamp: ago(1) }];
}

async function settled({ url, site, token }: Shop, visitors: number): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const figures = await callWorker(figureCalls.segments, { url, token, params: { site } });
    if (figures.visitors >= visitors) break;
    if (Date.now() > until) throw new Error(`the directory knows ${figures.visitors} of ${visitors} visitors`);
    await after(POLL_MS);
  }
  await callWorker(modelCalls.measure, { url, token, params: { site } });
  await quiet(url);
}
