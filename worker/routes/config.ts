import { Hono } from "hono";
import { diffConfig } from "#shared/config/diffConfig";
import { configCalls } from "#shared/wire/config";
import { checkConfig, storedConfig } from "../journeys/checkConfig.ts";
import { checkPage, pageNotes } from "../journeys/checkPage.ts";
import { simulateConfig } from "../journeys/simulateConfig.ts";
import { draftAnswer, publishedAnswer, refusalProblem } from "../middleware/configAnswers.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn, mayAdminister } from "../middleware/credential.ts";
import { revisionsIn } from "../middleware/ifMatch.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { addressFaults } from "../middleware/siteAddress.ts";
import type { Published } from "../objects/site/publishing.ts";
import type { Version } from "../objects/site/siteStore.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { refresh } from "../publishedStore.ts";
import { callerOf } from "./check.ts";

/** A site's configuration: read, draft, publish, list, roll back. */
export const config = new Hono<AppEnv>();

/** A marketer waits for the page while a draft is saved. */
const PAGE_PATIENCE_MS = 3_000;

serve(config, configCalls.get, async ({ c }) => ({ version: c.var.site.version, config: c.var.site.config }));

serve(config, configCalls.draft, async ({ c }) => draftAnswer(await siteStub(c.env, c.var.site.key).draft()));

serve(config, configCalls.diff, async ({ c }) => {
  const { version, revision, draft, published } = await siteStub(c.env, c.var.site.key).draft();
  const [before, after] = [published, draft?.body ?? published].map((body) => storedConfig(body).config);
  return { baseVersion: version, revision, differences: diffConfig(before, after) };
});

serve(config, configCalls.saveDraft, async ({ c, body, now }) => {
  const { config: whole, notes } = await checkConfig(body);
  const errors = await addressFaults(c.env, c.var.site.key, whole, new URL(c.req.url).hostname);
  if (errors.length > 0) throw new Problem("invalid", "The site cannot be served from there", { errors });
  const isProxied = whole.site.origin !== null && whole.slots.some(({ selector }) => selector !== null);
  const page = isProxied ? await checkPage(whole, { patienceMs: PAGE_PATIENCE_MS }, callerOf(c)) : null;
  const order = {
    body: JSON.stringify(whole),
    notes: [...notes, ...(page === null ? [] : pageNotes(page))],
    by: doerIn(c),
    mayRaw: mayAdminister(c.var.credential),
    revisions: revisionsIn(c),
  };
  const drafted = await siteStub(c.env, c.var.site.key).saveDraft(order, now);
  if ("refused" in drafted) throw refusalProblem(drafted.refused);
  return draftAnswer(drafted.kept);
});

serve(config, configCalls.discard, async ({ c, now }) => {
  const order = { by: doerIn(c), revisions: revisionsIn(c) };
  const drafted = await siteStub(c.env, c.var.site.key).discardDraft(order, now);
  if ("refused" in drafted) throw refusalProblem(drafted.refused);
  return draftAnswer(drafted.kept);
});

serve(config, configCalls.publish, async ({ c, body, now }) => {
  const order = {
    by: doerIn(c),
    note: body.note ?? "",
    baseVersion: body.baseVersion,
    revisions: revisionsIn(c),
  };
  return inForce(c, await siteStub(c.env, c.var.site.key).publish(order, now));
});

serve(config, configCalls.simulate, async ({ c, body, now }) => {
  const asked = body?.config === undefined ? null : (await checkConfig(body.config)).config;
  return await simulateConfig(c.env, c.get("site"), { config: asked, limit: body?.limit, cursor: body?.cursor }, now);
});

serve(config, configCalls.versions, async ({ c }) => {
  const versions = await siteStub(c.env, c.var.site.key).versions();
  return { versions: versions.map(onWire) };
});

serve(config, configCalls.version, async ({ c }) => {
  const number = c.req.param("version") ?? "";
  const site = siteStub(c.env, c.var.site.key);
  const found = /^[1-9]\d{0,14}$/.test(number) ? await site.version(Number(number)) : null;
  if (found === null) throw new Problem("not-found", `There is no version ${number.slice(0, 40)}`);
  const { body, ...version } = found;
  const earlier = version.previous === null ? null : await site.version(version.previous);
  return publishedAnswer(onWire(version), body, earlier?.body ?? null);
});

serve(config, configCalls.rollback, async ({ c, body, now }) => {
  const order = {
    by: doerIn(c),
    note: body.note ?? `Back to version ${body.version}`,
    version: body.version,
  };
  return inForce(c, await siteStub(c.env, c.var.site.key).rollback(order, now));
});

/** Puts what was published into force in this isolate too: the object may have done so in another. */
function inForce(c: Input<typeof configCalls.publish>["c"], { publication, document }: Published) {
  if ("refused" in publication) throw refusalProblem(publication.refused, publication.version);
  refresh(c.var.site.key, document);
  return onWire(publication.made);
}

function onWire(version: Version) {
  return { ...version, at: new Date(version.at).toISOString() };
}
