import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { type Documented, documentedCalls, fillIn, sendTo } from "../support/openApi.ts";
import { askRaw, type OriginServer, startOrigin } from "../support/originServer.ts";
import { storedTexts } from "../support/storedTexts.ts";

const PORT = "8972";
const ROOT = "root-token-of-what-is-kept";
const ANONYMOUS_ID = "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35";
const folder = mkdtempSync(join(tmpdir(), "rfedge-kept-"));
const state = join(folder, "state");

/** What may stand nowhere afterwards. Nothing else of what is sent holds any of these. */
const SEEDS = {
  address: "203.0.113.77",
  forwarded: "198.51.100.77",
  address6: "2001:db8:77::1",
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.77 (KHTML, like Gecko) Chrome/141.0.7777.0 Safari/537.77",
  email: "seeded-77@leak.example",
  encoded: "seeded-77%40leak.example",
  jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzZWVkZWQtNzcifQ.c2VlZGVkLTc3LXNpZ25hdHVyZQ",
  secret: "seeded77secret",
  reset: "5eeded77".repeat(6),
} as const;
/** What surely stands somewhere: what finds this finds the others. */
const CONTROL = "Control 77";

const QUERY = `token=${SEEDS.secret}&auth=${SEEDS.jwt}&email=${SEEDS.encoded}&utm_source=${SEEDS.email}&utm_content=${SEEDS.jwt}&q=${SEEDS.encoded}`;
const URL_77 = `https://shop.example/u/${SEEDS.email}/reset/${SEEDS.reset}?${QUERY}#access_token=${SEEDS.jwt}`;
const HEADERS = {
  "cf-connecting-ip": SEEDS.address,
  "true-client-ip": SEEDS.address,
  "x-real-ip": SEEDS.address6,
  "x-forwarded-for": `${SEEDS.forwarded}, ${SEEDS.address}`,
  forwarded: `for="[${SEEDS.address6}]"`,
  "user-agent": SEEDS.userAgent,
  referer: URL_77,
  cookie: `rfedge_id=${ANONYMOUS_ID}; session=${SEEDS.secret}`,
};
const CONTEXT = {
  ip: SEEDS.address,
  userAgent: SEEDS.userAgent,
  userAgentData: { brands: [{ brand: SEEDS.userAgent, version: "141" }] },
  device: { ip: SEEDS.address6, type: "desktop" },
  page: {
    url: URL_77,
    path: `/u/${SEEDS.email}/reset/${SEEDS.reset}`,
    search: `?${QUERY}`,
    referrer: URL_77,
    initial_referrer: URL_77,
    title: "Title",
  },
  campaign: { source: SEEDS.email, medium: SEEDS.jwt, name: SEEDS.reset, content: SEEDS.encoded },
  referrer: { type: "link", url: URL_77 },
};
const PROPERTIES = {
  url: URL_77,
  referrer: URL_77,
  product_id: "p77",
  name: CONTROL,
  image_url: URL_77,
  products: [{ product_id: "p78", url: URL_77, ip: SEEDS.address }],
  user_agent: SEEDS.userAgent,
  ip: SEEDS.address6,
};
const MESSAGE = {
  anonymousId: ANONYMOUS_ID,
  request_ip: SEEDS.address,
  context: CONTEXT,
  properties: PROPERTIES,
  identityToken: SEEDS.jwt,
};

/** What is sent to each address that takes events. */
const EVENTS: Readonly<Record<string, object>> = {
  track: { ...MESSAGE, event: "Product Viewed" },
  page: { ...MESSAGE, name: `https://shop.example/?token=${SEEDS.secret}`, decide: true, token: SEEDS.jwt },
  screen: { ...MESSAGE, name: CONTROL },
  identify: { ...MESSAGE, userId: "ada", traits: { name: CONTROL, ip: SEEDS.address, userAgent: SEEDS.userAgent } },
  alias: { ...MESSAGE, previousId: ANONYMOUS_ID, userId: "ada" },
  group: { ...MESSAGE, groupId: "club", traits: { plan: CONTROL } },
  batch: {
    context: CONTEXT,
    batch: [
      { ...MESSAGE, type: "page" },
      {
        ...MESSAGE,
        type: "track",
        event: "Order Completed",
        properties: { ...PROPERTIES, order_id: "o-77", revenue: 7 },
      },
      { ...MESSAGE, type: "track" },
      SEEDS.secret,
    ],
  },
};

/** Bodies that carry what is not to be kept, beside the documented ones. */
const BODIES: Readonly<Record<string, unknown>> = {
  "decide.decide": {
    anonymousId: ANONYMOUS_ID,
    page: { url: URL_77, referrer: URL_77 },
    token: SEEDS.jwt,
    identityToken: SEEDS.jwt,
  },
  "previews.create": { visitor: ANONYMOUS_ID },
  "config.rollback": { version: 2 },
  "check.check": { url: `/?${QUERY}` },
  "import.importVisitors": {
    visitors: [{ userId: "bea", messages: [{ ...MESSAGE, type: "page", timestamp: new Date().toISOString() }] }],
  },
  "figures.count": { rule: { all: [] } },
  ...Object.fromEntries(
    ["evaluate", "evaluateAll"].map((call) => [
      `ofrep.${call}`,
      {
        context: {
          targetingKey: ANONYMOUS_ID,
          url: URL_77,
          referrer: URL_77,
          userAgent: SEEDS.userAgent,
          ip: SEEDS.address,
        },
      },
    ]),
  ),
};

let origin: OriginServer;
let running: LocalRfedge | null = null;
let said = "";

async function start(fault = ""): Promise<LocalRfedge> {
  await stop();
  running = await startRfedge(["--port", PORT, "--data", state, "--empty"], {
    env: { RFEDGE_FAULT: fault, RFEDGE_ADMIN_TOKEN: ROOT },
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.end("SIGTERM");
  said += running?.said() ?? "";
  running = null;
}

beforeAll(async () => {
  const page = `<!doctype html><div data-rfedge-slot="hero">Own</div>`;
  origin = await startOrigin((_, answer) => void answer.writeHead(200, { "content-type": "text/html" }).end(page));
});
afterAll(async () => {
  await stop();
  await origin.end();
  rmSync(folder, { recursive: true });
});

/** A call as its documentation shows it, with all that tells who asks and from where. */
async function make(url: string, one: Documented, credential: string): Promise<number> {
  // Whoever is erased leaves nothing to look through.
  const id = one.operationId === "privacy.erase" ? "bea" : ANONYMOUS_ID;
  const values = { site: "demo", slot: "hero", id, other: "ada", version: "1" };
  const event = EVENTS[one.path.slice("/v1/".length)];
  const body = event ?? BODIES[one.operationId] ?? one.example ?? (one.hasBody ? {} : undefined);
  const query = one.tag === "snippets" ? `key=wk_demo&url=${encodeURIComponent(URL_77)}&${QUERY}` : QUERY;
  const headers = { ...HEADERS, authorization: `Bearer ${credential}` };
  const answer = await askRaw(`${url}${fillIn(one.path, values)}?${query}`, {
    method: one.method,
    headers:
      one.tag === "snippets"
        ? HEADERS
        : { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.status;
}

/** What ends what the next call needs, and what is a stream. */
const LEFT_OUT = ["sites.remove", "ofrep.changes", "live.watch", "keys.rotate"];
const PUBLIC = ["ingest", "decide", "snippets", "ofrep"];

/** Every call once, a page of the proxy, and each that is open to the public as a browser makes it, too. */
async function makeAll(url: string): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  for (const one of await documentedCalls(url)) {
    if (LEFT_OUT.includes(one.operationId)) continue;
    const isPublic = PUBLIC.includes(one.tag);
    statuses.set(one.operationId, await make(url, one, isPublic ? "sk_demo" : ROOT));
    if (isPublic) statuses.set(`${one.operationId}, by a browser`, await make(url, one, "wk_demo"));
    await make(url, one, SEEDS.secret);
  }
  const page = { ...HEADERS, accept: "text/html", "sec-fetch-dest": "document" };
  const { status } = await askRaw(`${url}/p/demo/?${QUERY}`, { headers: page });
  statuses.set("proxied page", status);
  return statuses;
}

/** Where any of the seeds stands, the way it was sent or as an address writes it. */
function found(text: string): string[] {
  return Object.entries(SEEDS).flatMap(([name, seed]) =>
    [seed, encodeURIComponent(seed)].some((writing) => text.includes(writing)) ? [name] : [],
  );
}

describe("after every call with an address, a user agent and secrets in its addresses", () => {
  it("what is stored, in every object and in KV, holds none of them", async () => {
    const rfedge = await start();
    await publishOn(rfedge, {
      site: { origin: origin.origin, countPageViews: "proxy" },
      slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: "<p>Hi</p>" }] }],
    });
    const statuses = await makeAll(rfedge.url);
    for (const call of ["ingest.track", "ingest.page", "ingest.identify", "ingest.batch", "import.importVisitors"])
      expect([call, statuses.get(call)]).toEqual([call, 200]);
    for (const call of [
      "visitors.get",
      "visitors.events",
      "previews.create",
      "decide.decide, by a browser",
      "proxied page",
    ])
      expect([call, statuses.get(call)]).toEqual([call, 200]);
    const { text } = await sendTo(`${rfedge.url}/v1/sites/demo/visitors/${ANONYMOUS_ID}/events`, {
      method: "GET",
      headers: { authorization: `Bearer ${ROOT}` },
    });
    expect(text).toContain("rfedge-proxy");
    await stop();
    let values = 0;
    let controls = 0;
    const leaks: string[] = [];
    for (const stored of storedTexts(state)) {
      values += 1;
      if (stored.text.includes(CONTROL)) controls += 1;
      for (const name of found(stored.text)) leaks.push(`${name}: ${stored.where}: ${stored.text.slice(0, 2_000)}`);
    }
    console.log(`${statuses.size} calls; ${values} stored values looked through, ${controls} with the control`);
    expect(leaks).toEqual([]);
    expect(controls).toBeGreaterThan(5);
  }, 240_000);

  it("nor does any line of the log, where everything is broken, too", async () => {
    for (const fault of ["visitor,directory", "site,identity", "kv"]) {
      const { url } = await start(fault);
      const statuses = [...(await makeAll(url)).values()];
      expect(statuses).toContain(503);
    }
    await stop();
    expect(said).toContain("RFEDGE_FAULT breaks visitor");
    expect(said.split("\n").filter((line) => found(line).length > 0)).toEqual([]);
    console.log(`${said.split("\n").length} lines of the log looked through`);
  }, 240_000);
});
