import { configCalls } from "#shared/wire/config";
import { siteCalls } from "#shared/wire/sites";
import { callWorker } from "../../worker/cli/sending/callWorker.ts";
import { ROOT_TOKEN } from "./config.ts";
import { type Comparison, median } from "./load.ts";
import { BROWSER, personOf, type Shop, withPeople } from "./shop.ts";

const KEY = "proxied";
const SLOTS = ["top", "middle", "end"];
const FILLED = "<h2>What one visitor sees</h2>";
const VISITORS = 100;
const FIRST_BYTES = 100;

/** A page of 100 KB with three slots through the proxy, decided for people who are known, against a rewriter and against nothing in between. */
export async function proxySlots(url: string, baseline: string, origin: string): Promise<Comparison[]> {
  const shop = await withPeople(await openProxied(url, origin), VISITORS);
  const isWhole = (body: string) => body.endsWith("</html>");
  const ours = {
    url: `${url}/p/${KEY}/`,
    headers: { ...BROWSER, accept: "text/html", "sec-fetch-dest": "document" },
    headersOf: (n: number) => ({ cookie: `rfedge_id=${personOf(shop.people, n)}` }),
    isGood: (body: string) => isWhole(body) && body.split(FILLED).length === SLOTS.length + 1,
  };
  return [
    {
      name: "proxy-slots",
      against: "a bare Worker that fetches the same page and fills three slots by HTMLRewriter, knowing nobody",
      ours,
      baseline: { url: `${baseline}/rewritten`, isGood: ours.isGood },
    },
    {
      name: "proxy-slots-passed",
      against: "a bare Worker that fetches the same page and passes it on",
      ours,
      baseline: { url: `${baseline}/passed`, isGood: isWhole },
    },
  ];
}

/** The time to a page's first byte, in milliseconds, the median of many, one at a time: through the proxy, filled, and from its server. */
export async function firstByteOf(url: string, origin: string) {
  const headers = { ...BROWSER, accept: "text/html", cookie: `rfedge_id=${crypto.randomUUID()}` };
  const times = { proxied: [] as number[], direct: [] as number[] };
  for (let n = 0; n < FIRST_BYTES; n++) {
    times.proxied.push(await firstByte(`${url}/p/${KEY}/`, headers));
    times.direct.push(await firstByte(origin, headers));
  }
  return { proxiedMs: median(times.proxied), directMs: median(times.direct) };
}

async function firstByte(url: string, headers: Record<string, string>): Promise<number> {
  const start = performance.now();
  const reader = (await fetch(url, { headers })).body?.getReader();
  await reader?.read();
  const elapsed = performance.now() - start;
  while (reader && !(await reader.read()).done);
  return elapsed;
}

async function openProxied(url: string, origin: string): Promise<Shop> {
  const site = { key: KEY, name: "Proxied" };
  const { writeKey, token } = await callWorker(siteCalls.create, { url, token: ROOT_TOKEN, body: site });
  const params = { site: KEY };
  const rule = { any: [{ fact: "orders", gte: 0 }] };
  const slots = SLOTS.map((key) => ({ key, snippets: [{ key: "shown", rule, content: FILLED }] }));
  await callWorker(configCalls.saveDraft, { url, token, params, body: { site: { origin }, slots } });
  const { version: baseVersion } = await callWorker(configCalls.get, { url, token, params });
  await callWorker(configCalls.publish, { url, token, params, body: { baseVersion } });
  return { url, site: KEY, writeKey, token, people: [] };
}
