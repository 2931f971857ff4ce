import {
  BACKUP_FORMAT,
  type BackupFirstId,
  type BackupHead,
  type BackupLine,
  type SiteLine,
} from "#shared/wire/backup";
import { log } from "../log.ts";
import { askForLog, directoryShard, directoryShards, siteStub, visitorById, visitorIdOf } from "../objects/stubs.ts";
import type { LogPage } from "../objects/visitor/logPage.ts";
import { Problem } from "../problem.ts";
import { type PublishedSite, standing } from "../publishedStore.ts";
import { askDirectory } from "./askDirectory.ts";

/** A page of a backup: lines of JSON, and where the next begins. */
export interface BackupPage {
  readonly lines: readonly string[];
  readonly cursor: string | null;
}

/** Where a backup goes on. `at`: the instant that it is of. */
interface Place {
  readonly at: number;
  readonly part: (typeof SITE_PARTS)[number] | "visitor";
  /** Of the directory. */
  readonly shard: number;
  /** The last one before: a row's number, or a visitor id. */
  readonly after: string;
  /** The last entry of that visitor's log that has been copied, where more of it follows; 0: none does. */
  readonly entry: number;
}

const SITE_PARTS = ["version", "model", "audit", "draft", "tally"] as const;
/** Visitors asked at once, and in one page at the most. */
const AT_ONCE = 16;
const VISITORS = 200;
/** A page is over once it has this much. */
const PAGE_LETTERS = 600_000;

/**
 * The next page of a site as it was at one instant: its configurations, models and audit log, its draft and counts as they stand, then the log of each
 * visitor of whom the directory has heard. As logs only grow, what each said at that instant fits together, however long the copying takes.
 *
 * @param cursor of the page before; undefined: from the beginning, as of now
 * @throws Problem `malformed` for a cursor that is none, `unavailable` where somebody does not answer
 */
export async function backupSite(
  env: Env,
  site: PublishedSite,
  cursor: string | undefined,
  now: number,
): Promise<BackupPage> {
  if (cursor === undefined) return await firstPage(env, site, now);
  const place = placeIn(env, cursor);
  return place.part === "visitor"
    ? await visitorsPage(env, site, place)
    : await sitePage(env, site.key, { ...place, part: place.part });
}

async function firstPage(env: Env, site: PublishedSite, now: number): Promise<BackupPage> {
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.size());
  // Whoever moves from one shard to another would be passed over.
  if (lack.incomplete) throw new Problem("unavailable", "The directory is incomplete: try again", { retryAfter: 5 });
  const { held } = await siteStub(env, site.key).backup(null, now);
  if (held === null) throw new Problem("not-found", `There is no site ${site.key}`);
  const head: BackupHead = {
    kind: "site",
    format: BACKUP_FORMAT,
    backup: crypto.randomUUID(),
    key: site.key,
    name: held.name,
    openedAt: held.openedAt,
    at: now,
    visitors: answers.reduce((sum, { visitors }) => sum + visitors, 0),
    writeKeys: [...standing(site, site.writeKeys, now)],
  };
  return pageOf([head], { at: now, part: "version", shard: 0, after: "0", entry: 0 });
}

async function sitePage(
  env: Env,
  key: string,
  place: Place & { readonly part: (typeof SITE_PARTS)[number] },
): Promise<BackupPage> {
  const { part, after, at } = place;
  const { lines } = await siteStub(env, key).backup({ kind: part, after: Number(after) }, at);
  const last = lines.at(-1);
  if (last !== undefined) return pageOf(lines, { ...place, after: String(numberOf(last)) });
  const next = SITE_PARTS[SITE_PARTS.indexOf(part) + 1];
  return pageOf(
    [],
    next === undefined ? { ...place, part: "visitor", after: "" } : { ...place, part: next, after: "0" },
  );
}

function numberOf(line: SiteLine): number {
  switch (line.kind) {
    case "audit":
      return line.seq;
    case "draft":
      return line.at;
    case "tally":
      return line.day;
    default:
      return line.version;
  }
}

async function visitorsPage(env: Env, site: PublishedSite, place: Place): Promise<BackupPage> {
  const { shard, after, entry, at } = place;
  const behind = await directoryShard(env, site.key, shard).ids(after, VISITORS);
  const ids = entry > 0 ? [after, ...behind] : behind;
  const writer = new LogWriter(env, site.key, at);
  const lines: BackupLine[] = [];
  let letters = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const group = ids.slice(from, from + AT_ONCE);
    const logs = await Promise.all(group.map((id, index) => writer.linesOf(id, from + index === 0 ? entry : 0))).catch(
      unanswered,
    );
    for (const [index, { parts, next }] of logs.entries()) {
      lines.push(...parts);
      letters += JSON.stringify(parts).length;
      if (next !== null || letters > PAGE_LETTERS)
        return pageOf(lines, { ...place, after: group[index] ?? "", entry: next ?? 0 });
    }
  }
  const last = behind.at(-1);
  if (behind.length === VISITORS && last !== undefined) return pageOf(lines, { ...place, after: last, entry: 0 });
  if (shard + 1 < directoryShards(env)) return pageOf(lines, { ...place, shard: shard + 1, after: "", entry: 0 });
  return pageOf([...lines, { kind: "end" }], null);
}

/** Logs as lines that name visitors as the world knows them. */
class LogWriter {
  readonly #env: Env;
  readonly #site: string;
  readonly #upTo: number;
  readonly #names = new Map<string, Promise<BackupFirstId>>();

  constructor(env: Env, site: string, upTo: number) {
    this.#env = env;
    this.#site = site;
    this.#upTo = upTo;
  }

  /** The next part of a visitor's log, and all of the logs of those parts of theirs of whom the directory never heard. */
  async linesOf(id: string, after: number): Promise<{ parts: BackupLine[]; next: number | null }> {
    const page = await this.#ask(id, after);
    if (page === null) return { parts: [], next: null };
    const parts = [await this.#line(id, page, after)];
    if (after > 0) return { parts, next: page.next };
    for (const part of page.parts) {
      let log = await this.#ask(part, 0);
      if (log === null || log.stood) continue;
      parts.push(await this.#line(part, log, 0));
      for (let last = log.next; last !== null; last = log.next) {
        log = await this.#ask(part, last);
        if (log === null) break;
        parts.push(await this.#line(part, log, last));
      }
    }
    return { parts, next: page.next };
  }

  async #line(id: string, { entries, next, said, named }: LogPage, after: number): Promise<BackupLine> {
    const known = this.#knownBy(said);
    const nameOf = (other: string) => known.get(other) ?? this.#nameOf(other);
    const names = await Promise.all(named.map(async (other) => [other, await nameOf(other)] as const));
    return {
      kind: "visitor",
      first: known.get(id) ?? { formerId: id },
      after,
      isLast: next === null,
      entries: entries.map(([seq, entry]): [number, unknown] => [seq, entry]),
      names: Object.fromEntries(names),
    };
  }

  /** Which visitor ids the ids in a log lead to. */
  #knownBy({ anonymousIds, userIds }: LogPage["said"]): Map<string, BackupFirstId> {
    const firsts = [...userIds.map((userId) => ({ userId })), ...anonymousIds.map((anonymousId) => ({ anonymousId }))];
    return new Map(firsts.map((first) => [visitorIdOf(this.#env, this.#site, first), first]));
  }

  #nameOf(id: string): Promise<BackupFirstId> {
    const known = this.#names.get(id) ?? this.#askName(id);
    this.#names.set(id, known);
    return known;
  }

  async #askName(id: string): Promise<BackupFirstId> {
    const page = await this.#ask(id, Number.MAX_SAFE_INTEGER);
    return (page && this.#knownBy(page.said).get(id)) ?? { formerId: id };
  }

  async #ask(id: string, after: number): Promise<LogPage | null> {
    const stub = visitorById(this.#env, id);
    return stub === null ? null : await askForLog(stub, { site: this.#site, upTo: this.#upTo, after });
  }
}

function unanswered(error: unknown): never {
  log("backup-failed", {}, error);
  throw new Problem("unavailable", "Some visitors do not answer: try again", { retryAfter: 2 });
}

function pageOf(lines: readonly BackupLine[], next: Place | null): BackupPage {
  return { lines: lines.map((line) => JSON.stringify(line)), cursor: next && cursorOf(next) };
}

function cursorOf({ at, part, shard, after, entry }: Place): string {
  return [at, part, shard, entry, after].join(".");
}

function placeIn(env: Env, cursor: string): Place {
  const found = /^(\d{1,15})\.([a-z]+)\.(\d{1,3})\.(\d{1,15})\.([0-9a-f]{0,64})$/.exec(cursor);
  const [, at = "", said = "", shard = "", entry = "", after = ""] = found ?? [];
  const part = said === "visitor" ? said : SITE_PARTS.find((one) => one === said);
  const isPlace = part !== undefined && (part === "visitor" || /^\d{1,15}$/.test(after));
  if (!isPlace || Number(shard) >= directoryShards(env))
    throw new Problem("malformed", "This is no cursor of a backup");
  return { at: Number(at), part, shard: Number(shard), entry: Number(entry), after };
}
