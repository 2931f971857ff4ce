import { appendFile } from "node:fs/promises";
import * as v from "valibot";
import { CHAIN_BEGIN, followChain, type Link } from "#shared/privacy/auditChain";
import { type AuditEntry, AuditEntrySchema } from "#shared/wire/audit";
import { Failure, lineOf } from "../failure.ts";
import { readNdjson } from "../rows/readNdjson.ts";

/** An exported log whose entries follow upon one another. */
export interface AuditFile {
  readonly end: Link;
  /** When the first and the last of them were made, ISO 8601; null: the file is empty. */
  readonly span: readonly [from: string, until: string] | null;
  /** Whether an entry bears the hash that was asked for; true where none was. */
  readonly hasNoted: boolean;
}

/** Anything more in a line would be covered by no hash. */
const LineSchema = v.strictObject(AuditEntrySchema.entries);

/**
 * Follows an exported log, an entry a line, from its first entry on.
 *
 * @param noted a hash that was noted at some time: of a log that was cut off, it is missing
 * @returns null: there is no such file
 * @throws Failure that says at which line it breaks, and why
 */
export async function followAuditFile(path: string, noted: string | null = null): Promise<AuditFile | null> {
  let [end, hasNoted]: [Link, boolean] = [CHAIN_BEGIN, noted === null];
  let span: AuditFile["span"] = null;
  try {
    for await (const row of readNdjson(path, "utf-8")) {
      const entry = "fields" in row ? v.safeParse(LineSchema, row.fields) : null;
      if (!entry?.success) throw new Failure(`${path}, line ${row.line}: is no entry of an audit log`);
      end = followed(end, entry.output, `${path}, line ${row.line}`);
      span = [span?.[0] ?? entry.output.at, entry.output.at];
      hasNoted ||= end.hash === noted;
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new Failure(`${path} cannot be read (${lineOf(error)})`);
  }
  return { end, span, hasNoted };
}

/** Writes entries at a file's end, once they have been seen to follow upon it. */
export async function appendEntries(path: string, end: Link, entries: readonly AuditEntry[]): Promise<Link> {
  let last = end;
  for (const entry of entries) last = followed(last, entry, "the log");
  await appendFile(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join("")).catch((error: unknown) => {
    throw new Failure(`${path} cannot be written (${lineOf(error)})`);
  });
  return last;
}

function followed(end: Link, entry: AuditEntry, where: string): Link {
  const { brokenAt, ...chain } = followChain([entry], end);
  if (brokenAt === null) return chain.end;
  throw new Failure(
    entry.seq === brokenAt
      ? `${where}: entry ${brokenAt} does not follow upon those before: it, or one of them, has been changed`
      : `${where}: entry ${entry.seq} stands where entry ${brokenAt} should`,
  );
}
