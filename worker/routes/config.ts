import { Hono } from "hono";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import { configCalls } from "#shared/wire/config";
import { simulateConfig } from "../journeys/simulateConfig.ts";
import type { AppEnv } from "../middleware/context.ts";
import { actorOf } from "../middleware/credential.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { addressFaults } from "../middleware/siteAddress.ts";
import type { Published } from "../objects/site/SiteObject.ts";
import type { Version } from "../objects/site/siteStore.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { refresh } from "../publishedStore.ts";
import { contentFaults } from "../render/contentFaults.ts";

/** A site's configuration: read, draft, publish, list, roll back. */
export const config = new Hono<AppEnv>();

serve(config, configCalls.get, async ({ c }) => ({ version: c.var.site.version, config: c.var.site.config }));

serve(config, configCalls.draft, async ({ c }) => {
  const { version, draft } = await siteStub(c.env, c.var.site.key).draft();
  if (!draft) return { baseVersion: version, config: c.var.site.config, author: null, at: null, notes: [] };
  return {
    baseVersion: version,
    ...checked(JSON.parse(draft.body)),
    author: draft.author,
    at: isoOf(draft.at),
  };
});

serve(config, configCalls.saveDraft, async ({ c, body, now }) => {
  const whole = checked(body);
  const fieldErrors = await contentFaults(whole.config);
  if (fieldErrors.length > 0) throw new Problem("invalid", "The configuration is not valid", { errors: fieldErrors });
  const errors = await addressFaults(c.env, c.var.site.key, whole.config, new URL(c.req.url).hostname);
  if (errors.length > 0) throw new Problem("invalid", "The site cannot be served from there", { errors });
  const author = actorOf(c.var.credential);
  const { version } = await siteStub(c.env, c.var.site.key).saveDraft(JSON.stringify(whole.config), author, now);
  return { baseVersion: version, ...whole, author, at: isoOf(now) };
});

serve(config, configCalls.publish, async ({ c, body, now }) => {
  const order = { author: actorOf(c.var.credential), note: body.note ?? "", baseVersion: body.baseVersion };
  return inForce(c, await siteStub(c.env, c.var.site.key).publish(order, now));
});

serve(config, configCalls.simulate, async ({ c, now }) => await simulateConfig(c.env, c.get("site"), now));

serve(config, configCalls.versions, async ({ c }) => {
  const versions = await siteStub(c.env, c.var.site.key).versions();
  return { versions: versions.map(onWire) };
});

serve(config, configCalls.rollback, async ({ c, body, now }) => {
  const order = {
    author: actorOf(c.var.credential),
    note: body.note ?? `Back to version ${body.version}`,
    version: body.version,
  };
  return inForce(c, await siteStub(c.env, c.var.site.key).rollback(order, now));
});

/** A whole configuration. @throws Problem `invalid`, each fault with its path */
function checked(document: unknown): { config: SiteConfig; notes: string[] } {
  const parsed = parseSiteConfig(document);
  if ("errors" in parsed) throw new Problem("invalid", "The configuration is not valid", { errors: parsed.errors });
  return { config: parsed.config, notes: [...parsed.notes] };
}

/** Puts what was published into force in this isolate too: the object may have done so in another. */
function inForce(c: Input<typeof configCalls.publish>["c"], { publication, document }: Published) {
  if ("made" in publication) {
    refresh(c.var.site.key, document);
    return onWire(publication.made);
  }
  const { refused, version } = publication;
  if (refused === "unknown") throw new Problem("not-found", "There is no such version");
  if (refused === "no-draft")
    throw new Problem("conflict", `Nothing has been drafted since version ${version} was published`);
  throw new Problem("conflict", `Version ${version} is in force: look at it before you publish over it`);
}

function onWire(version: Version) {
  return { ...version, at: isoOf(version.at) };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
