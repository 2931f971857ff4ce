import { cappable, isCapped } from "#shared/decision/caps";
import { choose, type Limits } from "#shared/decision/choose";
import { type Decision, decisionOf } from "#shared/decision/decide";
import { servedOf } from "#shared/decision/draw";
import { bucketOf } from "#shared/decision/holdout";
import { dayAt } from "#shared/figures/days";
import { keptActivityAt, remainingAt } from "#shared/privacy/retention";
import { isPageFact } from "#shared/rules/factNames";
import { factOf, segmentAt } from "#shared/segments/segmentAt";
import { lastServed, type Served } from "#shared/visitor/exposures";
import type { Visitor } from "#shared/visitor/visitor";
import type { PublishedSite } from "../../publishedStore.ts";
import { foldEntry } from "./foldEntry.ts";
import type { NextEntry } from "./nextEntry.ts";
import { bucketIdOf, type Known } from "./visitorAnswers.ts";
import type { VisitorState } from "./visitorLog.ts";
import type { KnownRequest, RecordRequest } from "./visitorRequests.ts";

/** The slots that a page view asked for and that must be recorded, decided while it is stored. */
export interface Serving {
  /** What is to be written: with what was served, in the same row. */
  readonly next: NextEntry | null;
  readonly decided: Readonly<Record<string, Decision>>;
}

/**
 * Decides with a page view counted, and keeps with its message what that came to. A view that was stored before is answered as if it had not been
 * served yet, so that an answer that was lost is given again.
 *
 * @param next what the view comes to; null: it was stored before
 */
export function serveView(
  id: string,
  state: VisitorState,
  next: NextEntry | null,
  site: PublishedSite,
  { serve, messages, now }: Pick<RecordRequest, "serve" | "messages" | "now">,
): Serving {
  const [message] = messages;
  if (serve === undefined || message === undefined) return unserved(next);
  const after = next?.state ?? state;
  const at = Math.max(now, after.walkedTo);
  const standing = segmentAt(after.visitor, site.model, at);
  const read = factOf(standing, site.model);
  const bucket = bucketIdOf(id, after);
  const isNew = next?.accepted.some(({ id: messageId }) => messageId === message.messageId) ?? false;
  const limits = limitsFor(site, isNew ? after.visitor : without(after.visitor, message.messageId), at);
  const slots: Served["slots"][number][] = [];
  const decided: Record<string, Decision> = {};
  for (const slot of site.config.slots) {
    if (!serve.slots.includes(slot.key)) continue;
    const choice = choose(
      slot,
      (name) => (isPageFact(name) ? serve.page[name] : read(name)),
      at,
      (draw) => bucketOf(`${site.key}/${draw}/${bucket}`),
      limits,
    );
    decided[slot.key] = decisionOf(slot, choice);
    if (choice !== null) slots.push(servedOf(slot, choice, limits.holdoutPercent));
  }
  const served = { version: site.version, segment: standing.segment, slots };
  const isKept = next !== null && isNew && slots.length > 0;
  return { next: isKept ? withServed(state, next, message.messageId, served, site) : next, decided };
}

/** Of what is stored with no page view to answer. */
function unserved(next: NextEntry | null): Serving {
  return { next, decided: {} };
}

/** What is known of someone, with what keeps snippets from them, and what they were last served where that is asked. */
export function limitedKnown(
  known: Known,
  { visitor, walkedTo }: VisitorState,
  site: PublishedSite,
  { now, servedIn }: KnownRequest,
): Known {
  const at = Math.max(now, walkedTo);
  const capped = cappedAt(site, visitor, at);
  return {
    ...known,
    ...(capped.length > 0 && { capped }),
    ...(servedIn !== undefined && { served: lastServed(remainingAt(visitor, site.model, at).moments, servedIn) }),
  };
}

/** What keeps the site's snippets from a visitor at an instant. */
function limitsFor(site: PublishedSite, visitor: Visitor, at: number): Limits {
  const capped = new Set(cappedAt(site, visitor, at));
  return {
    holdoutPercent: site.config.site.holdoutPercent,
    isCapped: (slot, snippet) => capped.has(`${slot}/${snippet}`),
  };
}

/** The snippets that a visitor is not to be shown again for now, each by slot and key with a slash between. */
function cappedAt({ config, model }: PublishedSite, visitor: Visitor, at: number): string[] {
  const candidates = cappable(config.slots);
  if (candidates.length === 0) return [];
  const activity = keptActivityAt(visitor, model, at);
  const session = activity.sessions.at(-1);
  const isOn = session !== undefined && at - session.end <= model.sessionGapMs;
  let dayFrom: number | undefined;
  const facts = {
    activity,
    sessionFrom: isOn ? session.start : at,
    dayFrom: () => {
      dayFrom ??= dayAt(at, config.site.timeZone).from;
      return dayFrom;
    },
  };
  return candidates.flatMap(([slot, snippet]) => (isCapped(slot, snippet, facts) ? [`${slot}/${snippet.key}`] : []));
}

function without(visitor: Visitor, messageId: string): Visitor {
  return { ...visitor, moments: visitor.moments.filter(({ id }) => id !== messageId) };
}

/**
 * The same entry with what was served beside the message: neither scores nor history depend on it. Whoever takes part in a draw for the first
 * time is told of at once, like an order: heard of at the session's end only, those who buy at once would be counted before those who do not.
 */
function withServed(
  state: VisitorState,
  { entry, accepted }: NextEntry,
  messageId: string,
  served: Served,
  { model }: PublishedSite,
): NextEntry {
  const messages = entry.messages?.map((one) => (one.id === messageId ? { ...one, served } : one)) ?? [];
  const { draws } = keptActivityAt(state.visitor, model, Math.max(entry.at, state.walkedTo)).exposures;
  const isFirst = served.slots.some(([, , , ...ids]) => ids.some((id) => !draws.has(id)));
  const kept = { ...entry, messages, ...(isFirst && { changes: true as const }) };
  return { entry: kept, state: foldEntry(state, state.seq + 1, kept, model.conversions), accepted };
}
