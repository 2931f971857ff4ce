import * as v from "valibot";
import {
  BACKUP_FORMAT,
  type BackupFirstId,
  type BackupHead,
  BackupHeadSchema,
  type BackupLine,
  BackupLineSchema,
  type SiteLine,
  type VisitorLine,
} from "#shared/wire/backup";
import type { RestoreRefusal } from "../objects/site/restoring.ts";
import type { RestoreOrder } from "../objects/site/siteRestoring.ts";
import { askToRestore, siteStub, visitorById, visitorIdOf, visitorStub } from "../objects/stubs.ts";
import { readEntry } from "../objects/visitor/readEntry.ts";
import { renamedEntry } from "../objects/visitor/renamedEntry.ts";
import type { LogEntry } from "../objects/visitor/visitorLog.ts";
import type { TakenPart } from "../objects/visitor/visitorStore.ts";
import { Problem } from "../problem.ts";
import { publishedSite } from "../publishedStore.ts";

/** Some lines of a backup, and where they stand in it. */
export interface GivenLines {
  readonly from: number;
  readonly head: string;
  readonly lines: readonly string[];
}

/** What became of the visitors whose last part was among some lines. */
export interface RestoredVisitors {
  readonly restored: number;
  readonly kept: number;
  readonly erased: number;
}

/** Visitors written at once: more only queue up in front of the objects. */
const AT_ONCE = 64;

/**
 * Takes lines of a backup into a site. Each may come twice; whoever has a life of their own there keeps it.
 *
 * @throws Problem `invalid` for what is no line of a backup, `conflict` where it does not fit upon what is there
 */
export async function restoreLines(
  env: Env,
  key: string,
  { from, head: first, lines: texts }: GivenLines,
  now: number,
): Promise<RestoredVisitors> {
  const head = headIn(first);
  const lines = texts.map(lineIn);
  const own = lines.flatMap((line) => (isOfSite(line) ? [line] : []));
  const visitors = lines.flatMap((line) => (line.kind === "visitor" ? [line] : []));
  // What is not to be written is found before anything is.
  const logs = logsOf(visitors.map((line) => ({ line, entries: entriesIn(env, key, line) })));
  const take = { key, head, lines: own, through: 0, isWhole: false };
  const { lines: taken } = await noted(env, key, { take }, now);
  if (from > taken) throw new Problem("conflict", `Line ${taken} comes next: the lines before ${from} are missing`);
  const outcomes: TakenPart[] = [];
  const queue = logs.values();
  // Whoever was erased where the backup was made must not live on in a copy beside it.
  const hasOrigin = head.key !== key && (await isKnown(env, head.key, now));
  const work = async () => {
    for (const log of queue)
      outcomes.push(
        hasOrigin && (await isErasedThere(env, head, log, now)) ? "erased" : await restoreLog(env, key, head, log),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (outcomes.includes("gap"))
    throw new Problem("conflict", "The first part of a visitor's log is missing: give all lines again, from the first");
  const isWhole = lines.some(({ kind }) => kind === "end");
  await noted(env, key, { take: { ...take, lines: [], through: from + texts.length, isWhole } }, now);
  const countOf = (wanted: TakenPart) => outcomes.filter((outcome) => outcome === wanted).length;
  const [kept, erased] = [countOf("kept"), countOf("erased")];
  return { restored: logs.filter((log) => log.at(-1)?.line.isLast).length - kept - erased, kept, erased };
}

/** Tells the site's object, and answers how far it has come. @throws Problem `conflict` */
export async function noted(env: Env, key: string, order: RestoreOrder, now: number) {
  const outcome = await siteStub(env, key).restore(order, now);
  if ("refused" in outcome) throw refusalOf(outcome.refused, key);
  return outcome;
}

/** Why a restoration does not go on, as an answer. */
export function refusalOf(refused: RestoreRefusal, key: string): Problem {
  switch (refused) {
    case "another":
      return new Problem("conflict", `The site ${key} has a life of its own: restore to a key that nobody has used`);
    case "older":
      return new Problem(
        "conflict",
        `A later backup was restored to ${key}: what this one has beyond it has gone since`,
      );
    case "differs":
      return new Problem("conflict", `What is in ${key} is not what the backup says of the same rows`);
    case "partial":
      return new Problem("conflict", "Not all lines of the backup have been taken");
    case "unreadable":
      return new Problem("conflict", "The backup has no configuration that this release can read");
    case "unknown":
      return new Problem("not-found", `Nothing is being restored to ${key}, or another backup is`);
  }
}

/** A part of a log, with its entries as they are to be written. */
interface Part {
  readonly line: VisitorLine;
  readonly entries: readonly (readonly [seq: number, entry: LogEntry])[];
}

/** The parts of each visitor's log together, as they come one after another. */
function logsOf(parts: readonly Part[]): Part[][] {
  const logs = new Map<string, Part[]>();
  for (const part of parts) {
    const name = JSON.stringify(part.line.first);
    logs.set(name, [...(logs.get(name) ?? []), part]);
  }
  return [...logs.values()];
}

/** Whether there is, or was, such a site. */
async function isKnown(env: Env, key: string, now: number): Promise<boolean> {
  return (await publishedSite(env, key)) !== null || (await siteStub(env, key).closedText(now)) !== null;
}

async function isErasedThere(
  env: Env,
  { key, at }: BackupHead,
  [part]: readonly Part[],
  now: number,
): Promise<boolean> {
  const first = part?.line.first;
  const stubOf = () =>
    first === undefined || "formerId" in first ? visitorById(env, first?.formerId ?? "") : visitorStub(env, key, first);
  if ((await stubOf()?.isErasedSince(at)) === true) return true;
  // Whoever was part of somebody hears of the erasure last.
  const whole = await stubOf()?.membership({ site: key, version: 0, now });
  return whole?.kind === "forward" && (await visitorById(env, whole.to)?.isErasedSince(at)) === true;
}

async function restoreLog(env: Env, key: string, { backup, at }: BackupHead, log: readonly Part[]): Promise<TakenPart> {
  let taken: TakenPart = "same";
  for (const { line, entries } of log) {
    const { first, after, isLast } = line;
    taken = await askToRestore(visitorStub(env, key, first), { site: key, backup, at, after, isLast, entries });
    if (taken === "gap") break;
  }
  return taken;
}

function entriesIn(env: Env, key: string, { entries, names, after }: VisitorLine): Part["entries"] {
  const ids = new Map(Object.entries(names).map(([id, first]) => [id, idOf(env, key, first)]));
  const newIdOf = (id: string) => ids.get(id) ?? idOf(env, key, { formerId: id });
  let last = after;
  return entries.map(([seq, said]) => {
    const entry = readEntry(said);
    if (entry === null || seq <= last) throw new Problem("invalid", `Entry ${seq} of a visitor's log is none`);
    last = seq;
    return [seq, renamedEntry(entry, newIdOf)] as const;
  });
}

function idOf(env: Env, key: string, first: BackupFirstId): string {
  return visitorIdOf(env, key, first);
}

const OfAnyFormat = v.object({ kind: v.literal("site"), format: v.number() });

function headIn(text: string): BackupHead {
  const said = jsonIn(text);
  if (v.is(OfAnyFormat, said) && said.format > BACKUP_FORMAT)
    throw new Problem(
      "invalid",
      `The backup is of format ${said.format}, and this Worker knows ${BACKUP_FORMAT}: deploy a newer one`,
    );
  const head = v.safeParse(BackupHeadSchema, said);
  if (!head.success) throw faultAt("/head", head.issues);
  return head.output;
}

function lineIn(text: string, index: number): BackupLine {
  const line = v.safeParse(BackupLineSchema, jsonIn(text));
  if (!line.success) throw faultAt(`/lines/${index}`, line.issues);
  return line.output;
}

function faultAt(path: string, issues: readonly v.BaseIssue<unknown>[]): Problem {
  const [issue] = issues;
  const message =
    issue === undefined ? "is no line of a backup" : `${v.getDotPath(issue) ?? ""} ${issue.message}`.trim();
  return new Problem("invalid", "This is no line of a backup", { errors: [{ path, message }] });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isOfSite(line: BackupLine): line is SiteLine {
  return line.kind !== "site" && line.kind !== "visitor" && line.kind !== "end";
}
