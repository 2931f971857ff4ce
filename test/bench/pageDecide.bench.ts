import type { Comparison } from "./load.ts";
import { quiet } from "./quiet.ts";
import { BROWSER, hasDecisions, pageBody, type Shop } from "./shop.ts";

/** A page view that is recorded and decided, against a bare Hono route whose one object call writes the same body as one row. */
export function pageDecide(shop: Shop, baseline: string): Comparison[] {
  const ours = {
    url: `${shop.url}/v1/page`,
    headers: BROWSER,
    bodyOf: (n: number) => pageBody(shop, n),
    // What one run sets off must not be done while the other side is measured.
    settle: () => quiet(shop.url),
    isGood: hasDecisions,
  };
  return [
    {
      name: "page-decide",
      against:
        "a Hono route that reads the same body and makes one object call, which writes it as one row; each run begins when all that was set off before is done",
      ours,
      baseline: { ...ours, url: `${baseline}/write`, isGood: (body: string) => /"rows":[1-9]/.test(body) },
    },
  ];
}
