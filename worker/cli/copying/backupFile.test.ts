import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { backupLines, pageLine, readBackupFile } from "./backupFile.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-backup-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = JSON.stringify({
  kind: "site",
  format: 1,
  backup: "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35",
  key: "shop",
  name: "Øl & brød",
  openedAt: 1,
  at: 2,
  visitors: 3,
  writeKeys: [],
});
const visitor = (anonymousId: string, isLast = true) =>
  JSON.stringify({ kind: "visitor", first: { anonymousId }, after: 0, isLast, entries: [], names: {} });
const END = '{"kind":"end"}';

const fileOf = (text: string) => {
  const path = join(folder, `${crypto.randomUUID()}.ndjson`);
  writeFileSync(path, text);
  return path;
};

describe("readBackupFile", () => {
  it("finds where a copy that broke off goes on: behind its last whole page, whatever stands after it", async () => {
    const pages = `${[HEAD, pageLine("one"), visitor("a"), visitor("é"), pageLine("two")].join("\n")}\n`;
    const path = fileOf(`${pages}${visitor("c")}\n${visitor("d").slice(0, 30)}`);
    const found = await readBackupFile(path);
    expect(found).toMatchObject({ cursor: "two", visitors: 2, isWhole: false, bytes: Buffer.byteLength(pages) });
    expect(found.head?.key).toBe("shop");
  });

  it("says that a file is whole, or new", async () => {
    const whole = fileOf(`${[HEAD, pageLine("one"), visitor("a", false), visitor("a"), END].join("\n")}\n`);
    expect(await readBackupFile(whole)).toMatchObject({ cursor: null, visitors: 1, isWhole: true });
    const nothing = { head: null, cursor: null, bytes: 0, visitors: 0, isWhole: false };
    expect(await readBackupFile(join(folder, "none"))).toEqual(nothing);
    expect(await readBackupFile(fileOf(""))).toEqual(nothing);
    expect(await readBackupFile(fileOf(`${HEAD}\n${visitor("a")}\n`))).toEqual(nothing);
  });

  it.each([
    ["a list\n", "is no backup of a site"],
    ["no line feed", "is there already, and is no backup"],
    [`${HEAD.replace('"format":1', '"format":9')}\n`, "is a backup of format 9, this release knows 2: use a newer one"],
  ])("refuses %j", async (text, line) => {
    await expect(readBackupFile(fileOf(text))).rejects.toThrow(line);
  });
});

describe("backupLines", () => {
  it("numbers lines without the ends of pages, so that a copy that broke off has the same", async () => {
    const path = fileOf(`${[HEAD, pageLine("one"), visitor("a"), pageLine("two"), visitor("b"), END].join("\n")}\n`);
    const lines = [];
    for await (const { number, text, visitor } of backupLines(path)) lines.push([number, text, visitor]);
    expect(lines).toEqual([
      [0, HEAD, null],
      [1, visitor("a"), { anonymousId: "a" }],
      [2, visitor("b"), { anonymousId: "b" }],
      [3, END, null],
    ]);
  });
});
