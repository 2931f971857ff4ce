import type { Comparison, Load } from "./load.ts";
import { BROWSER, decideBody, hasDecisions, type Shop, tokensOf } from "./shop.ts";

/** Of an HMAC with SHA-256 in base64url. */
const MAC_LETTERS = 44;

/** Decisions for people who each present a token of theirs: none that an object was asked for is good. */
export function byToken(shop: Shop): Load {
  // A token decides for a minute at most, so each run begins with new ones.
  let tokens: readonly string[] = [];
  return {
    url: `${shop.url}/v1/decide`,
    headers: BROWSER,
    prepare: async () => {
      tokens = await tokensOf(shop);
    },
    bodyOf: (n) => decideBody(shop, n, tokens),
    // Where the object decides, the answer brings the next token. Within content a quotation mark has a stroke before it.
    isGood: (body) => hasDecisions(body) && !body.includes('"token":'),
  };
}

/** A decision by token, against a bare Hono route that reads the same body and verifies an HMAC over a token as long. */
export function decideToken(shop: Shop, baseline: string): Comparison[] {
  let sealed = "";
  return [
    {
      name: "decide-token",
      against:
        "a Hono route that reads the same body and verifies an HMAC over as much as a token holds; in every answer of ours a token decided",
      ours: byToken(shop),
      baseline: {
        url: `${baseline}/verify`,
        headers: BROWSER,
        prepare: async () => {
          const length = Math.max(...(await tokensOf(shop)).map((token) => token.length)) - MAC_LETTERS;
          sealed = await (await fetch(`${baseline}/seal/${length}`)).text();
        },
        bodyOf: (n) => decideBody(shop, n, [sealed]),
        isGood: (body) => body.includes('"segment":"none"'),
      },
    },
  ];
}
