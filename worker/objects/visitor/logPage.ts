import { idsIn } from "./renamedEntry.ts";
import type { LogEntry } from "./visitorLog.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** Asks for a part of a log as it was at an instant. */
export interface LogRequest {
  readonly site: string;
  /** Entries written later are left out. */
  readonly upTo: number;
  /** The last entry of the part before. */
  readonly after: number;
}

/** A part of a log, with what tells whom it is about. */
export interface LogPage {
  readonly entries: readonly (readonly [seq: number, entry: LogEntry])[];
  /** The last entry of this part, where another follows; null: this is the last. */
  readonly next: number | null;
  /** Every id under which anything in the whole log was ever said. */
  readonly said: { readonly anonymousIds: readonly string[]; readonly userIds: readonly string[] };
  /** The visitors who ever became part of this one. */
  readonly parts: readonly string[];
  /** Other visitors whom this part of the log names. */
  readonly named: readonly string[];
  /** Whether anything in the log is of this visitor's own standing, so that the directory has heard of them. */
  readonly stood: boolean;
}

/** Well under what one answer, one request and one row may hold together with others. */
const PAGE_LETTERS = 250_000;

/** The next part of a log; null: nothing was written by then, or it is another site's. */
export function logPage(store: VisitorStore, { site, upTo, after }: LogRequest): LogPage | null {
  if (store.site() !== site) return null;
  const log = cut([...store.entries()], upTo);
  if (log.length === 0) return null;
  const entries: [number, LogEntry][] = [];
  let letters = 0;
  let next: number | null = null;
  for (const { seq, entry } of log) {
    if (seq <= after) continue;
    if (letters > PAGE_LETTERS) {
      next = entries.at(-1)?.[0] ?? null;
      break;
    }
    letters += JSON.stringify(entry).length;
    entries.push([seq, entry]);
  }
  return { entries, next, ...whoIn(log), named: [...new Set(entries.flatMap(([, entry]) => [...idsIn(entry)]))] };
}

/**
 * The log as it was at an instant: what it said then is a prefix of what it says now. But for what retention has taken out of it since: then the entry
 * that says so belongs to it, and all before that.
 */
function cut(log: readonly Kept[], upTo: number): readonly Kept[] {
  const retold = log.findLastIndex(({ entry }) => entry.kind === "retention");
  const later = log.findIndex(({ entry }, index) => index > retold && entry.at > upTo);
  const isOfThen = log.some(({ entry }) => entry.at <= upTo);
  if (!isOfThen) return [];
  return later < 0 ? log : log.slice(0, later);
}

interface Kept {
  readonly seq: number;
  readonly entry: LogEntry;
}

function whoIn(log: readonly Kept[]): Pick<LogPage, "said" | "parts" | "stood"> {
  const [anonymousIds, userIds, parts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let stood = false;
  for (const { entry } of log) {
    stood ||= entry.history !== undefined;
    for (const who of [entry, ...(entry.leaves?.parts ?? [])]) {
      for (const id of who.anonymousIds ?? []) anonymousIds.add(id);
      for (const id of [who.userId ?? [], who.formerUserIds ?? []].flat()) userIds.add(id);
    }
    for (const { id } of entry.joins ?? []) parts.add(id);
  }
  return { said: { anonymousIds: [...anonymousIds], userIds: [...userIds] }, parts: [...parts], stood };
}
