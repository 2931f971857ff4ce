import type { Doer } from "./auditStore.ts";
import {
  append,
  changesIn,
  type DraftSeen,
  draftSeen,
  type PublishingStores,
  type Refusal,
  type Signed,
} from "./publishing.ts";
import type { Scheduled } from "./scheduleStore.ts";

/** What scheduling came to; `taken`: another publication waits. */
export type Scheduling =
  | { readonly made: Scheduled }
  | { readonly refused: Refusal | "taken"; readonly version: number };

/**
 * Schedules the draft, as it stands, to be published at an instant. The draft stays, and may go on: what is published is what was
 * scheduled. To be called in a transaction.
 */
export function scheduleDraft(
  stores: PublishingStores,
  order: Signed & DraftSeen & { publishAt: number },
  now: number,
): Scheduling {
  const { site, schedule, audit } = stores;
  const seen = draftSeen(site, order);
  if ("refused" in seen) return seen;
  if (schedule.read()?.lapsedAt === null) return { refused: "taken", version: order.baseVersion };
  const { body, digest } = seen.draft;
  const { by, note, publishAt, baseVersion } = order;
  const made = { body, digest, author: by.actor, note, at: now, publishAt, baseVersion, lapsedAt: null };
  schedule.save(made);
  const detail = { digest, ...changesIn(site.body(baseVersion)?.body ?? "{}", body) };
  audit.add({ ...by, action: "config.schedule", target: isoOf(publishAt), detail }, now);
  return { made };
}

/** Takes back what is scheduled, or puts away what has lapsed. False: nothing is. To be called in a transaction. */
export function cancelSchedule({ schedule, audit }: PublishingStores, by: Doer, now: number): boolean {
  const waiting = schedule.read();
  if (waiting === null) return false;
  schedule.drop();
  const { publishAt, digest } = waiting;
  audit.add({ ...by, action: "config.schedule.cancel", target: isoOf(publishAt), detail: { digest } }, now);
  return true;
}

/** Publishes what is scheduled once its instant has come. False: nothing is due. To be called in a transaction. */
export function publishDue(stores: PublishingStores, now: number): boolean {
  const { site, schedule } = stores;
  const due = schedule.read();
  const isOpen = site.site()?.closedAt === null;
  if (!isOpen || due === null || due.lapsedAt !== null || due.publishAt > now) return false;
  schedule.drop();
  const { body, digest, author, note, publishAt } = due;
  // Nobody asks now; where its author was is with the entry of the scheduling.
  const order = { body, digest, note, by: { actor: author }, detail: { scheduled: isoOf(publishAt) } };
  append(stores, { ...order, action: "config.publish" }, now);
  if (site.draft()?.digest === due.digest) site.dropDraft();
  return true;
}

/** When something is to be published; null: nothing waits. */
export function publishingAt({ schedule }: Pick<PublishingStores, "schedule">): number | null {
  const waiting = schedule.read();
  return waiting === null || waiting.lapsedAt !== null ? null : waiting.publishAt;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
