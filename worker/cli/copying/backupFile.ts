import { stat } from "node:fs/promises";
import * as v from "valibot";
import {
  BACKUP_FORMAT,
  type BackupFirstId,
  type BackupHead,
  BackupHeadSchema,
  FirstIdSchema,
} from "#shared/wire/backup";
import { Failure } from "../failure.ts";
import { linesOf } from "./linesOf.ts";

/** Stands behind each page of a backup that is not whole yet: where the next begins. */
const PageSchema = v.object({ kind: v.literal("page"), cursor: v.string() });
const EndSchema = v.object({ kind: v.literal("end") });
const VisitorSchema = v.object({ kind: v.literal("visitor"), first: FirstIdSchema, isLast: v.boolean() });
const OfAnyFormatSchema = v.object({ kind: v.literal("site"), format: v.number() });

/** How far a backup's file has come. */
export interface BackupFile {
  /** Null: nothing is in it. */
  readonly head: BackupHead | null;
  /** Where the next page begins; null: it is whole, or nothing is in it. */
  readonly cursor: string | null;
  /** Bytes of it that are good. */
  readonly bytes: number;
  readonly visitors: number;
  readonly isWhole: boolean;
}

/** A line of a backup, as its file numbers it: pages' ends are none of its lines. */
export interface BackupFileLine {
  readonly number: number;
  readonly text: string;
  /** Whose log ends with this line; null: nobody's. */
  readonly visitor: BackupFirstId | null;
  readonly end: number;
}

export const pageLine = (cursor: string): string => JSON.stringify({ kind: "page", cursor });

/**
 * Reads how far a file has come.
 *
 * @throws Failure where it is no backup, or one of a later format
 */
export async function readBackupFile(path: string): Promise<BackupFile> {
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  let good: BackupFile = { head: null, cursor: null, bytes: 0, visitors: 0, isWhole: false };
  let [head, visitors]: [BackupHead | null, number] = [null, 0];
  for await (const { text, end } of size === 0 ? [] : linesOf(path)) {
    head ??= headIn(text, path);
    const line = jsonIn(text);
    if (isVisitorsLast(line)) visitors += 1;
    const isWhole = v.is(EndSchema, line);
    const cursor = v.is(PageSchema, line) ? line.cursor : null;
    if (isWhole || cursor !== null) good = { head, cursor, bytes: end, visitors, isWhole };
    if (isWhole) break;
  }
  if (head === null && size > 0) throw new Failure(`${path} is there already, and is no backup`);
  return good;
}

/** The lines of a backup's file. */
export async function* backupLines(path: string): AsyncGenerator<BackupFileLine> {
  let number = 0;
  for await (const { text, end } of linesOf(path)) {
    if (text.startsWith('{"kind":"page"')) continue;
    const line = text.startsWith('{"kind":"visitor"') ? jsonIn(text) : null;
    yield { number, text, end, visitor: isVisitorsLast(line) ? line.first : null };
    number += 1;
  }
}

function isVisitorsLast(line: unknown): line is v.InferOutput<typeof VisitorSchema> {
  return v.is(VisitorSchema, line) && line.isLast;
}

function headIn(text: string, path: string): BackupHead {
  const line = jsonIn(text);
  if (v.is(BackupHeadSchema, line)) return line;
  if (v.is(OfAnyFormatSchema, line) && line.format > BACKUP_FORMAT)
    throw new Failure(
      `${path} is a backup of format ${line.format}, this release knows ${BACKUP_FORMAT}: use a newer one`,
    );
  throw new Failure(`${path} is no backup of a site`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
