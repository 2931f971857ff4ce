import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "../problem.ts";
import { heldSite, type PublishedSite, publishedSite } from "../publishedStore.ts";
import type { AppEnv } from "./context.ts";
import { admit, presentedSecret, siteOpenedBy } from "./credential.ts";

/** Loads the site that the path names into `c.var.site`. */
export const enterSite: MiddlewareHandler<AppEnv> = async (c, next) => {
  await siteOf(c, c.req.param("site") ?? "");
  await next();
};

/** A published site, also set as `c.var.site`. @throws Problem `not-found` */
export async function siteOf(c: Context<AppEnv>, key: string): Promise<PublishedSite> {
  const site = heldSite(c.env, key) ?? (await publishedSite(c.env, key));
  if (!site) throw new Problem("not-found", `There is no site ${key.slice(0, 40)}`);
  c.set("site", site);
  return site;
}

/**
 * Lets a public route's request pass with the write or server key in its headers or, failing that, its body or query,
 * and sets `c.var.credential` and `c.var.site`.
 */
export async function admitKey(c: Context<AppEnv>, keyInBody?: unknown): Promise<PublishedSite> {
  const given = typeof keyInBody === "string" && keyInBody !== "" ? keyInBody : null;
  const secret = presentedSecret(c) ?? given;
  const opened = secret === null ? null : siteOpenedBy(c.env, secret);
  if (opened !== null) {
    c.set("credential", { kind: "write", site: opened.key });
    c.set("site", opened);
    return opened;
  }
  const credential = await admit(c, { access: "site", secret });
  if (credential.kind !== "write" && credential.kind !== "server")
    throw new Problem("forbidden", "This needs a write or server key");
  return await siteOf(c, credential.site);
}
