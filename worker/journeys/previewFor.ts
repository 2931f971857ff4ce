import { type Decision, decide, inSlot, PAGE_DEFAULT } from "#shared/decision/decide";
import { explainSlot } from "#shared/decision/explainSlot";
import { factOf, segmentAt, standingIn } from "#shared/segments/segmentAt";
import { NOBODY } from "#shared/visitor/visitor";
import type { Decisions } from "#shared/wire/decide";
import type { PreviewNotice } from "#shared/wire/previews";
import { log } from "../log.ts";
import { askKnown, siteStub, visitorById } from "../objects/stubs.ts";
import { type DraftModel, readDraft } from "../objects/visitor/draftModel.ts";
import type { Known } from "../objects/visitor/visitorAnswers.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { noticeOf, refusalOf } from "../render/previewNotice.ts";
import { tailored } from "../render/tailor.ts";
import { type Decided, factsFor, readerOf, wantedFacts } from "./decideFor.ts";
import type { PageView } from "./pageFacts.ts";
import { openPreview, type Preview } from "./previewToken.ts";
import { askFrom } from "./resolveVisitor.ts";

/** What a preview shows, and what is said of it. */
export interface Previewed extends Decided {
  readonly answer: Decisions & { readonly preview: PreviewNotice };
}

/** The site as a preview shows it, by which draft, and upon which model in force. */
interface Seen {
  readonly site: PublishedSite;
  readonly draft: DraftModel | null;
  readonly version: number;
}

/**
 * Decides as a preview says, by the facts, rules and schedules that decide for visitors, and stores nothing. Nobody is held out: what is looked at is
 * content, and not whether it works.
 *
 * @param slots those that are asked for; left out: all
 * @throws Problem `unauthenticated` where the preview has expired, is not this site's, or was made by somebody who may no longer look; `unavailable`
 *   where something does not answer
 */
export async function previewFor(
  env: Env,
  site: PublishedSite,
  token: string,
  view: PageView,
  slots?: readonly string[],
): Promise<Previewed> {
  const preview = await openPreview(env, site, token, view.now);
  if (preview === "expired") throw refused("This preview has expired: make another");
  if (preview === null) throw refused("This is no preview of this site, or not all of it");
  try {
    return await shownBy(env, site, preview, view, slots);
  } catch (error) {
    if (error instanceof Problem) throw error;
    log("preview-failed", { site: site.key }, error);
    throw new Problem("unavailable", "The preview cannot be shown at the moment", { retryAfter: 2 });
  }
}

async function shownBy(
  env: Env,
  site: PublishedSite,
  preview: Preview,
  view: PageView,
  slots?: readonly string[],
): Promise<Previewed> {
  const seen = await seenBy(env, site, preview, view.now);
  const then: PageView = { ...view, now: preview.at ?? view.now };
  const known = (await visitorIn(env, seen, preview, then.now)) ?? somebody(seen.site, preview, then.now);
  const { factOf, bucketIn, limits } = factsFor(seen.site, known, then);
  const wanted = seen.site.config.slots.filter(({ key }) => slots?.includes(key) ?? true);
  const open = wanted.filter(({ key }) => preview.slot === null || preview.slot === key);
  const decided = await tailored(seen.site, decide(open, factOf, then.now, bucketIn, limits), readerOf(known, then));
  const shown = Object.fromEntries(Object.entries(decided).map(([key, decision]) => [key, asPreview(decision)]));
  const kept = Object.fromEntries((slots ?? []).map((key) => [key, PAGE_DEFAULT]));
  const own = Object.fromEntries(wanted.map((slot) => [slot.key, inSlot(slot, PAGE_DEFAULT)]));
  const about = {
    ...preview,
    ...{ wantsDraft: preview.isDraft, isDraft: seen.draft !== null },
    lives: known.segment,
    slots: open.map((slot) => ({
      ...explainSlot(slot, factOf, then.now, bucketIn, limits),
      shown: shown[slot.key]?.snippet ?? null,
    })),
  };
  return {
    answer: {
      segment: known.segment,
      decisions: { ...kept, ...own, ...shown },
      configVersion: site.version,
      preview: noticeOf(seen.site.config, about, view.languages()),
    },
    by: { path: "visitor", why: "preview" },
  };
}

/** What the marketer who made the preview may see of the site now. The token may have been revoked since. */
async function seenBy(env: Env, site: PublishedSite, { by, isDraft }: Preview, now: number): Promise<Seen> {
  const [tokens, draft] = await Promise.all([
    by === null ? null : siteStub(env, site.key).tokens(),
    isDraft ? cleanDraft(env, site.key) : null,
  ]);
  const maker = tokens?.find(({ id }) => id === by);
  if (tokens !== null && (maker === undefined || (maker.expiresAt !== null && maker.expiresAt <= now)))
    throw refused("Whoever made this preview has no access to the site any more");
  const model = site.model.version + 1;
  const shown = draft === null ? site : { ...site, ...readDraft(draft, model, site.model.at) };
  return { site: { ...shown, config: withoutHoldouts(shown.config) }, draft, version: site.model.version };
}

function withoutHoldouts(config: PublishedSite["config"]): PublishedSite["config"] {
  const slots = config.slots.map((slot) => ({ ...slot, holdoutPercent: 0 }));
  return { ...config, site: { ...config.site, holdoutPercent: 0 }, slots };
}

async function visitorIn(
  env: Env,
  { site, draft, version }: Seen,
  { visitor, segment, isPersonal }: Preview,
  now: number,
): Promise<Known | null> {
  const first = visitor === null ? null : visitorById(env, visitor);
  if (first === null) return null;
  const request = {
    ...{ site: site.key, version, now, facts: wantedFacts(site) },
    preview: { draft, segment, isPersonal },
  };
  return (await askFrom(env, first, (stub) => askKnown(stub, request)))?.found ?? null;
}

/** Somebody of whom nothing is known but, where it is said, the segment. */
function somebody(site: PublishedSite, { segment }: Preview, now: number): Known {
  const unknown = segmentAt(NOBODY, site.model, now);
  const standing = segment === null ? unknown : standingIn(unknown, segment, site.model);
  const read = factOf(standing, site.model);
  const facts = Object.fromEntries(wantedFacts(site).map((name) => [name, read(name)]));
  return { id: "", bucket: "", segment: standing.segment, facts, proven: false };
}

function asPreview(decision: Decision): Decision {
  return decision.snippet === null ? decision : { ...decision, reason: "preview" };
}

function refused(detail: string): Problem {
  return new Problem("unauthenticated", detail);
}

/** The draft; null: nothing is drafted, or what is was saved by a release that did not clean markup, so that none of it is shown. */
async function cleanDraft(env: Env, site: string): Promise<DraftModel | null> {
  const draft = await siteStub(env, site).draftModel();
  return draft?.isClean ? draft : null;
}

/** What the draft configures; null: nothing is drafted. */
export async function draftedConfig(env: Env, { key, model }: PublishedSite): Promise<PublishedSite["config"] | null> {
  const draft = await cleanDraft(env, key);
  return draft && readDraft(draft, model.version + 1, model.at).config;
}

/** What is said instead of a preview that fails. Whatever fails, no draft is shown. */
export function previewRefusal(
  error: unknown,
  { languages, now }: PageView,
): { readonly notice: PreviewNotice; readonly status: 401 | 503 } {
  const isRefused = error instanceof Problem && error.kind === "unauthenticated";
  return {
    notice: refusalOf(isRefused ? "unauthenticated" : "unavailable", languages(), now),
    status: isRefused ? 401 : 503,
  };
}
