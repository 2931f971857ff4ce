import type { Limits } from "#shared/decision/choose";
import { contentOf } from "#shared/decision/content";
import { decide, inSlot, PAGE_DEFAULT } from "#shared/decision/decide";
import { mustBeRecorded } from "#shared/decision/draw";
import { bucketOf } from "#shared/decision/holdout";
import { factNamesOf } from "#shared/rules/comparisons";
import { isPageFact } from "#shared/rules/factNames";
import { factOf, segmentAt } from "#shared/segments/segmentAt";
import { NOBODY } from "#shared/visitor/visitor";
import type { Decisions } from "#shared/wire/decide";
import { log } from "../log.ts";
import { askKnown, identityStub, visitorById, visitorIdOf, visitorStub } from "../objects/stubs.ts";
import type { Known } from "../objects/visitor/visitorAnswers.ts";
import type { KnownRequest, Serve } from "../objects/visitor/visitorRequests.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { type Reader, tailored } from "../render/tailor.ts";
import { type DecisionToken, decidesByToken, openDecision, sealDecision, steadyToOf } from "./decisionToken.ts";
import { inTime } from "./inTime.ts";
import { type PageView, pageFactOf } from "./pageFacts.ts";
import { askFrom } from "./resolveVisitor.ts";

/** Whom a decision is for. A user id counts only where the caller is trusted with it. */
export interface Person {
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** The decision token that the caller presents for the anonymous id; one that is not valid is as good as none. */
  readonly token?: string | null;
  /** A token is wanted with decisions that come from the visitor's object. */
  readonly wantsToken?: boolean;
}

/** The path that decided, as `Server-Timing` says it. */
export interface DecidedBy {
  readonly path: "token" | "visitor" | "default";
  readonly why?: "unknown" | "timeout" | "unavailable" | "preview" | "privacy";
}

export interface Decided {
  readonly answer: Decisions;
  readonly by: DecidedBy;
  /** What decides the next time, where it was wanted; none where the one presented still does. */
  readonly token?: DecisionToken | null;
}

const WANTED = new WeakMap<PublishedSite, readonly string[]>();

/** The facts of a visitor that the site's snippets ask for, by their rules and their merge fields. */
export function wantedFacts(site: PublishedSite): readonly string[] {
  const known = WANTED.get(site);
  if (known !== undefined) return known;
  const names = site.config.slots.flatMap(({ snippets }) =>
    snippets.flatMap((snippet) => [...factNamesOf(snippet.rule), ...(contentOf(snippet)?.fields ?? [])]),
  );
  const wanted = [...new Set(names)].filter((name) => !isPageFact(name));
  WANTED.set(site, wanted);
  return wanted;
}

/** The slots of a site of which every view must be recorded, and the page's facts that their rules ask for. */
interface Recorded {
  readonly slots: ReadonlySet<string>;
  readonly pageFacts: readonly string[];
}

const RECORDED = new WeakMap<PublishedSite, Recorded>();

function recordedIn(site: PublishedSite): Recorded {
  const known = RECORDED.get(site);
  if (known !== undefined) return known;
  const slots = site.config.slots.filter((slot) => mustBeRecorded(slot, site.config.site.holdoutPercent));
  const rules = slots.flatMap(({ pages, snippets }) => [
    ...(pages ? [pages] : []),
    ...snippets.map(({ rule }) => rule),
  ]);
  const names = rules.flatMap(factNamesOf);
  const recorded = {
    slots: new Set(slots.map(({ key }) => key)),
    pageFacts: [...new Set(names)].filter(isPageFact),
  };
  RECORDED.set(site, recorded);
  return recorded;
}

/**
 * What a page view must have decided while it is stored, because it must be recorded with it; undefined: nothing of what it asks for.
 *
 * @param wanted the slots it asks for; left out: all
 */
export function servingFor(site: PublishedSite, view: PageView, wanted?: readonly string[]): Serve | undefined {
  const { slots, pageFacts } = recordedIn(site);
  const asked = slots.size === 0 ? [] : [...slots].filter((key) => wanted?.includes(key) ?? true);
  if (asked.length === 0) return undefined;
  const pageFact = pageFactOf(view, site);
  return { slots: asked, page: Object.fromEntries(pageFacts.map((name) => [name, pageFact(name)])) };
}

/** Decides for someone within the site's budget; whatever fails or is slow, the page keeps its own content. */
export async function decideFor(
  env: Env,
  site: PublishedSite,
  person: Person,
  view: PageView,
  slots?: readonly string[],
): Promise<Decided> {
  try {
    const carried = person.token ? await carriedBy(env, site, person, view, slots) : null;
    if (carried !== null) return { answer: await decideWith(site, carried, view, slots), by: { path: "token" } };
    const known = await inTime(knownOf(env, site, person, view.now), site.config.site.budgetMs);
    if (known === "timeout") return byDefault(site, slots, "timeout");
    if (known === null)
      return {
        answer: await decideWith(site, nobody(env, site, person, view.now), view, slots),
        by: { path: "visitor", why: "unknown" },
      };
    const answer = await decideWith(site, known, view, slots);
    const token = person.wantsToken ? await tokenFor(env, site, person, known, view.now) : null;
    return { answer, by: { path: "visitor" }, token };
  } catch (error) {
    log("deciding-failed", { site: site.key }, error);
    return byDefault(site, slots, "unavailable");
  }
}

/** The decisions for someone of whom this is known, in words for them: at once, but for the first merge fields that an isolate fills. */
export function decideWith(
  site: PublishedSite,
  known: Known,
  view: PageView,
  wanted?: readonly string[],
): Decisions | Promise<Decisions> {
  const { factOf, bucketIn, limits } = factsFor(site, known, view);
  const { decided } = known;
  const slots = slotsOf(site, wanted);
  const open = decided === undefined ? slots : slots.filter(({ key }) => !Object.hasOwn(decided, key));
  let decisions = decide(open, factOf, view.now, bucketIn, limits);
  if (decided !== undefined) decisions = { ...decisions, ...decided };
  if (wanted !== undefined) decisions = { ...unknownSlots(site, wanted), ...decisions };
  const all = tailored(site, decisions, readerOf(known, view));
  const answer = (found: Awaited<typeof all>) => ({
    segment: known.segment,
    decisions: found,
    configVersion: site.version,
  });
  return all instanceof Promise ? all.then(answer) : answer(all);
}

/** Whom content is tailored to. What is personal is for nobody but those who have proved who they are. */
export function readerOf(known: Known, { languages }: PageView): Reader {
  return { languages, factOf: (name) => (known.proven ? known.facts[name] : undefined) };
}

/** What a decision for someone goes by: the facts, the page's included, where they fall in each draw, and what they are not to be shown again. */
export function factsFor(site: PublishedSite, known: Known, view: PageView) {
  const pageFact = pageFactOf(view, site);
  const limits: Limits = {
    holdoutPercent: site.config.site.holdoutPercent,
    isCapped: (slot, snippet) => known.capped?.includes(`${slot}/${snippet}`) ?? false,
  };
  return {
    limits,
    factOf: (name: string): unknown => (isPageFact(name) ? pageFact(name) : known.facts[name]),
    bucketIn: (draw: string) => bucketOf(`${site.key}/${draw}/${known.bucket}`),
  };
}

/** The page's own content everywhere. */
export function byDefault(
  site: PublishedSite,
  wanted: readonly string[] | undefined,
  why: NonNullable<DecidedBy["why"]>,
): Decided {
  const decisions = Object.fromEntries(slotsOf(site, wanted).map((slot) => [slot.key, inSlot(slot, PAGE_DEFAULT)]));
  return {
    answer: { segment: null, decisions: { ...unknownSlots(site, wanted), ...decisions }, configVersion: site.version },
    by: { path: "default", why },
  };
}

/** The page's own content in the slots asked for, where not even the site's configuration can be read. */
export function withoutSite(wanted: readonly string[] = []): Decided {
  const decisions = Object.fromEntries(wanted.map((key) => [key, PAGE_DEFAULT]));
  return { answer: { segment: null, decisions, configVersion: 0 }, by: { path: "default", why: "unavailable" } };
}

function slotsOf(site: PublishedSite, wanted: readonly string[] | undefined) {
  return wanted === undefined ? site.config.slots : site.config.slots.filter(({ key }) => wanted.includes(key));
}

/** A slot that a page has and no configuration knows keeps its own content. */
function unknownSlots(site: PublishedSite, wanted: readonly string[] = []) {
  if (wanted.length === 0) return {};
  const known = new Set(site.config.slots.map(({ key }) => key));
  return Object.fromEntries(wanted.filter((key) => !known.has(key)).map((key) => [key, PAGE_DEFAULT]));
}

/** What a token says of them, if they present a valid one and it may decide all of the slots: no object is asked. */
async function carriedBy(
  env: Env,
  site: PublishedSite,
  { anonymousId, userId, token }: Person,
  { now }: PageView,
  slots?: readonly string[],
): Promise<Known | null> {
  if (!token || anonymousId === null || userId !== null || !decidesByToken(site, slots)) return null;
  return await openDecision(env, site, token, { anonymousId, now });
}

/** A token for whoever wants one and may have it: it is bound to the anonymous id, so a user id that is trusted gets none. */
export async function tokenFor(
  env: Env,
  site: PublishedSite,
  { anonymousId, userId, wantsToken }: Person,
  known: Known,
  now: number,
): Promise<DecisionToken | null> {
  if (!wantsToken || anonymousId === null || userId !== null) return null;
  return await sealDecision(env, site, known, { anonymousId, now });
}

/** What a decision has to be told of someone: the wanted facts, and where they want a token how long all stays so. */
export function askedOf(
  site: PublishedSite,
  { userId, wantsToken }: Person,
  now: number,
): Pick<KnownRequest, "facts" | "steadyTo"> {
  const steadyTo = wantsToken && userId === null ? steadyToOf(site, now) : undefined;
  return { facts: wantedFacts(site), steadyTo };
}

async function knownOf(env: Env, site: PublishedSite, person: Person, now: number): Promise<Known | null> {
  const { anonymousId, userId } = person;
  const { facts, steadyTo } = askedOf(site, person, now);
  const { key, model } = site;
  const request = { site: key, version: model.version, now, facts, steadyTo, anonymousId, provenId: userId };
  const holder = userId === null ? null : await identityStub(env, key, userId).holderOf(userId);
  const first =
    holder === null ? (anonymousId === null ? null : visitorStub(env, key, { anonymousId })) : visitorById(env, holder);
  if (first === null) return null;
  const resolved = await askFrom(env, first, (stub) => askKnown(stub, request));
  return resolved?.found ?? null;
}

/** Someone unknown: counts are 0, what never happened is missing. They are in the bucket that will be theirs once they are seen. */
function nobody(env: Env, site: PublishedSite, { anonymousId, userId }: Person, now: number): Known {
  const standing = segmentAt(NOBODY, site.model, now);
  const read = factOf(standing, site.model);
  const first = anonymousId !== null ? { anonymousId } : userId !== null ? { userId } : null;
  return {
    id: "",
    bucket: first === null ? "" : visitorIdOf(env, site.key, first),
    segment: standing.segment,
    facts: Object.fromEntries(wantedFacts(site).map((name) => [name, read(name)])),
    proven: false,
  };
}
