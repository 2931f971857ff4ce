import { env } from "cloudflare:workers";
import * as v from "valibot";
import { expect, vi } from "vitest";
import { ReceiptSchema } from "#shared/wire/privacy";
import { directoryStub, identityStub, siteStub } from "../../worker/objects/stubs.ts";
import { dumpOf } from "./ageing.ts";
import { anAnonymousId, anOrder, aPage, send } from "./messages.ts";
import { peopleOf } from "./people.ts";
import { askAs, type TestSite } from "./site.ts";

/** What `aPerson` looked at, and nobody shall remember. */
export const SECRET = "a-page-nobody-shall-remember";

/** Time passes, as far as the tests are concerned. */
export const tick = (ms = 1_000) => vi.setSystemTime(Date.now() + ms);

export const secretPage = (id: string, more: object = {}) =>
  aPage(id, { context: { page: { url: `https://shop.example/${SECRET}` }, campaign: { source: SECRET } }, ...more });

/** What tests of erasures ask of a site. */
export function erasuresAt(site: () => TestSite) {
  const { idOf, objectOf, settle } = peopleOf(site);
  return {
    erase: async (id: string) => {
      const answer = await askAs(site().token, "DELETE", `/v1/sites/${site().key}/visitors/${encodeURIComponent(id)}`);
      expect(answer.status).toBe(200);
      return v.parse(ReceiptSchema, await answer.json());
    },
    /** Somebody with two devices, a user id, traits, an order and views. */
    aPerson: async () => {
      const [one, two] = [anAnonymousId(), anAnonymousId()];
      const userId = `u-${one}`;
      await send(site(), "page", secretPage(one, { messageId: "view-1" }));
      tick();
      await send(site(), "identify", { anonymousId: one, userId, traits: { name: "Ada", email: "ada@example.org" } });
      await send(site(), "track", anOrder(one, "o-1", 40));
      tick();
      await send(site(), "page", secretPage(two));
      await send(site(), "identify", { anonymousId: two, userId });
      await settle(one, two);
      tick();
      return { one, two, userId };
    },
    /** Everything that any object of the site has stored of somebody, as text. */
    dumpOfSite: async (userId: string, ...ids: string[]): Promise<string> => {
      const stubs = [
        ...ids.map(objectOf),
        directoryStub(env, site().key, idOf(ids[0] ?? "")),
        identityStub(env, site().key, userId),
        siteStub(env, site().key),
      ];
      return (await Promise.all(stubs.map((stub) => dumpOf(stub as DurableObjectStub)))).join("\n");
    },
  };
}
