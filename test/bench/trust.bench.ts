import { readMessage } from "#shared/events/event";
import { EVENT_BOUNDS, tidy } from "#shared/events/tidy";
import { redact } from "#shared/privacy/redact";
import { ROOT_TOKEN } from "./config.ts";
import { type Comparison, median, type Run, type Size } from "./load.ts";
import { BROWSER, decideBody, hasDecisions, pageBody, type Shop } from "./shop.ts";

/**
 * What it costs to know who asks: a key that is compared with the isolate's copy, a marketer's token that its site's object looks up; and what a
 * visitor has chosen, which a cookie says.
 */
export function trust(shop: Shop): Comparison[] {
  const { url, site, writeKey, token } = shop;
  const asMarketer = (secret: string) => ({
    url: `${url}/v1/sites/${site}/config`,
    headers: { authorization: `Bearer ${secret}` },
    isGood: (body: string) => body.startsWith('{"version"'),
  });
  const deciding = {
    url: `${url}/v1/decide`,
    headers: BROWSER,
    bodyOf: (n: number) => decideBody(shop, n),
    isGood: hasDecisions,
  };
  return [
    {
      name: "trust-consent",
      against: "the same decision for visitors who have chosen nothing, on a site that requires no consent",
      ours: { ...deciding, headers: { ...BROWSER, cookie: "rfedge_consent=analytics:1.ads:0" } },
      baseline: deciding,
    },
    {
      name: "trust-write-key",
      against: "a route of ours that anybody may ask",
      ours: { url: `${url}/v1/projects/${writeKey}/settings`, isGood: (body) => body.includes(writeKey) },
      baseline: { url: `${url}/healthz`, isGood: (body) => body.includes("ok") },
    },
    {
      name: "trust-marketer-token",
      against: "the same route asked with the operator's token, which no object is asked about",
      ours: asMarketer(token),
      baseline: asMarketer(ROOT_TOKEN),
    },
  ];
}

const ALLOWED = ["utm_source", "utm_medium", "utm_campaign"];
const NOW = Date.UTC(2026, 0, 1);

/**
 * What it costs to keep an event clean: names that poison prototypes, bounds, addresses with secrets and what tells a device, against parsing
 * and checking the same page view alone.
 */
export function sanitising(shop: Shop, { pairs, seconds }: Omit<Size, "busyMs">): Run {
  const texts = Array.from({ length: 64 }, (_, n) =>
    pageBody(shop, n).replace(
      '"search":""',
      '"search":"?utm_source=news&token=eyJhbGciOiJub25lIn0.e30.x&q=a@b.example"',
    ),
  );
  const read = (input: unknown) => {
    const answer = readMessage(Object.assign({ type: "page" }, input), { receivedAt: NOW, freshId: () => "fresh" });
    if ("issues" in answer) throw new Error(JSON.stringify(answer.issues));
    return answer.message;
  };
  const parse = (n: number): unknown => JSON.parse(texts[n % texts.length] ?? "");
  const plain = (n: number) => read(parse(n)).body;
  const clean = (n: number) => {
    const input = parse(n);
    if (tidy(input, EVENT_BOUNDS) !== null) throw new Error("a page view is out of bounds");
    return redact(read(input).body, ALLOWED);
  };
  rateOf(clean, 0.5);
  rateOf(plain, 0.5);
  const rates = Array.from({ length: pairs }, () => ({
    ours: rateOf(clean, seconds),
    baseline: rateOf(plain, seconds),
  }));
  const samples = rates.map((rate) => rate.ours / rate.baseline);
  const perSecond = {
    ours: median(rates.map(({ ours }) => ours)),
    baseline: median(rates.map(({ baseline }) => baseline)),
  };
  return {
    name: "trust-sanitise",
    against: "the same page view parsed and checked, and not cleaned",
    ratio: median(samples),
    samples,
    perSecond,
    busyMs: null,
  };
}

/** How often a second an event is made of its text. */
function rateOf(made: (n: number) => object, seconds: number): number {
  const start = performance.now();
  let runs = 0;
  do for (let some = 0; some < 100; some++) made(runs++);
  while (performance.now() - start < seconds * 1_000);
  return (runs * 1_000) / (performance.now() - start);
}
