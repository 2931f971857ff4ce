import type { Removed } from "#shared/privacy/erasure";
import { firstGoing } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import type { Served } from "#shared/visitor/exposures";
import { erasuresOf } from "./erasing.ts";
import { endOf } from "./lifeSpan.ts";
import type { LogEntry, VisitorState } from "./visitorLog.ts";
import type { ReadAnswer } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** What one visitor's object has stored, as far as a page goes, and what follows from all of it. Instants are epoch milliseconds. */
export interface Holdings {
  readonly entries: readonly { readonly seq: number; readonly entry: LogEntry }[];
  /** Where to go on; null: that was all. */
  readonly next: number | null;
  /** User ids that were proved to be theirs. */
  readonly provenIds: readonly string[];
  readonly formerUserIds: readonly string[];
  /** What they had chosen by purpose, and when, oldest first. */
  readonly consent: readonly { readonly at: number; readonly purposes: Readonly<Record<string, boolean>> }[];
  /** What page views were answered with, where that is kept. */
  readonly served: readonly { readonly at: number; readonly served: Served }[];
  /** When the first of their messages goes, and when all of them have; null: with the next message that is put off, or nothing is there. */
  readonly goesAt: number | null;
  readonly endsAt: number | null;
  /** Of whoever was here before and was erased: what is remembered but for the marks, which say nothing to anybody. */
  readonly erasures: readonly { readonly at: number; readonly until: number; readonly removed: Removed }[];
}

/** An answer may hold 32 MB. */
const PAGE_LETTERS = 4_000_000;

/** All that is stored of a visitor. @param after the last entry of the page before; 0: from the beginning */
export function holdingsOf(
  store: VisitorStore,
  state: VisitorState,
  model: Model,
  after: number,
): ReadAnswer<Holdings> & { readonly kind: "found" } {
  const entries: { seq: number; entry: LogEntry }[] = [];
  let letters = 0;
  let next: number | null = null;
  for (const one of store.entries(after)) {
    if (letters > PAGE_LETTERS) {
      next = entries.at(-1)?.seq ?? null;
      break;
    }
    letters += JSON.stringify(one.entry).length;
    entries.push(one);
  }
  const { visitor, own, parts } = state;
  const units = [own, ...parts.map((part) => part.visitor)];
  const found: Holdings = {
    entries,
    next,
    provenIds: [...new Set(units.flatMap(({ provenIds = [] }) => provenIds))],
    formerUserIds: visitor.formerUserIds ?? [],
    consent: visitor.moments.flatMap(({ at, consent }) => (consent === undefined ? [] : [{ at, purposes: consent }])),
    served: visitor.moments.flatMap(({ at, served }) => (served === undefined ? [] : [{ at, served }])),
    goesAt: finite(firstGoing(visitor.moments, model)),
    endsAt: finite(endOf(state, model)),
    erasures: erasuresOf(state).map(({ at, until, removed }) => ({ at, until, removed })),
  };
  return { kind: "found", found };
}

function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}
