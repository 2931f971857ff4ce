import * as v from "valibot";
import { type BackupLine, BackupLineSchema, BackupPageSchema } from "#shared/wire/backup";
import { RestoredSchema } from "#shared/wire/restore";
import { askAs, ROOT, type TestSite } from "./site.ts";

/** Every line of a site's backup, fetched page by page. @param between happens after each page */
export async function backupOf(site: TestSite, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const lines: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = cursor === "" ? "" : `?cursor=${cursor}`;
    const answer = await askAs(ROOT, "GET", `/v1/sites/${site.key}/backup${query}`);
    if (answer.status !== 200) throw new Error(`no backup: ${answer.status} ${await answer.text()}`);
    const page = v.parse(BackupPageSchema, await answer.json());
    lines.push(...page.lines);
    cursor = page.cursor;
    await between();
  }
  return lines;
}

/** A line of a backup as it reads. */
export const read = (line: string): BackupLine => v.parse(BackupLineSchema, JSON.parse(line));

/** Makes one of the calls that restore. */
export const restoring = (key: string, call: "lines" | "open" | "wake", body: unknown) =>
  askAs(ROOT, "POST", `/v1/restores/${key}/${call}`, body);

/** Sends all lines, some at a time. @returns what became of the visitors */
export async function sendLines(key: string, lines: readonly string[], atOnce = 40) {
  const total = { restored: 0, kept: 0, erased: 0 };
  for (let from = 0; from < lines.length; from += atOnce) {
    const body = { from, head: lines[0], lines: lines.slice(from, from + atOnce) };
    const answer = await restoring(key, "lines", body);
    if (answer.status !== 200) throw new Error(`not taken: ${answer.status} ${await answer.text()}`);
    const { restored, kept, erased } = v.parse(RestoredSchema, await answer.json());
    total.restored += restored;
    total.kept += kept;
    total.erased += erased;
  }
  return total;
}

/** Restores a whole backup under a key, as the command does. @returns the site's first secrets */
export async function restoreTo(key: string, lines: readonly string[]): Promise<TestSite> {
  await sendLines(key, lines);
  const head = read(lines[0] ?? "");
  const backup = head.kind === "site" ? head.backup : "";
  const opened = await restoring(key, "open", { backup });
  if (opened.status !== 200) throw new Error(`not opened: ${opened.status} ${await opened.text()}`);
  const { secrets } = await opened.json<{ secrets: Omit<TestSite, "key"> | null }>();
  const visitors = lines.map(read).flatMap((line) => (line.kind === "visitor" && line.isLast ? [line.first] : []));
  const woken = await restoring(key, "wake", { backup, through: lines.length, visitors });
  if (woken.status !== 200) throw new Error(`not woken: ${woken.status} ${await woken.text()}`);
  return { key, ...(secrets ?? { writeKey: "", serverKey: "", token: ROOT }) };
}

/** A key that no other test uses. */
export const aKey = (): string => `r-${crypto.randomUUID().slice(0, 12)}`;
