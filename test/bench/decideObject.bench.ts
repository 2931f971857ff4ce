import type { Comparison } from "./load.ts";
import { BROWSER, decideBody, hasDecisions, personOf, type Shop } from "./shop.ts";

/** A decision through the visitor's object, against a bare Hono route that asks one object for what it has in memory. */
export function decideObject(shop: Shop, baseline: string): Comparison[] {
  const ours = {
    url: `${shop.url}/v1/decide`,
    headers: BROWSER,
    bodyOf: (n: number) => decideBody(shop, n),
    isGood: hasDecisions,
  };
  const isGood = (body: string) => body.includes('"segment":"none"');
  return [
    {
      name: "decide-object",
      against: "a Hono route that reads the same body and makes one object call, answered from memory",
      ours,
      baseline: { ...ours, url: `${baseline}/read`, isGood },
    },
    {
      name: "decide-object-get",
      against: "a Hono route without a body that makes one object call, answered from memory",
      ours,
      baseline: { url: `${baseline}/read`, pathOf: (n) => `/read/${personOf(shop.people, n)}`, isGood },
    },
  ];
}
