import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { siteStub } from "../../worker/objects/stubs.ts";

/** What the site's object has been told. */
export const news = (site: string) =>
  runInDurableObject(siteStub(env, site), (_, { storage }) =>
    storage.sql
      .exec<{ body: string }>("SELECT body FROM changes ORDER BY seq")
      .toArray()
      .map(({ body }) => JSON.parse(body)),
  );
