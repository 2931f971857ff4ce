import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseMapping } from "./mapping.ts";
import type { Read } from "./reading.ts";
import { type Opening, openSource, type Source } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const fileOf = (content: string) => {
  const path = join(folder, `${files++}`);
  writeFileSync(path, content);
  return path;
};
const latest = Date.UTC(2026, 0, 1);

async function collected(source: Source): Promise<Read[]> {
  const rows: Read[] = [];
  for await (const row of source.read()) rows.push(row);
  return rows;
}

async function readAll(content: string, opening: Partial<Opening> = {}) {
  const source = await openSource({ path: fileOf(content), format: null, mapping: new Map(), latest, ...opening });
  const read = await collected(source);
  return {
    format: source.format,
    bytes: source.bytes,
    ends: read.map((row) => row.bytes),
    rows: read.map((row) => [row.line, saidOf(row)]),
  };
}

/** Whose a row is, or what is said of it. */
function saidOf(read: Read): unknown {
  if ("drafts" in read) return Object.values(read.drafts[0]?.holder ?? {})[0];
  return "fault" in read ? read.fault : read.passed;
}

describe("openSource", () => {
  it("reads good rows around bad ones and names their lines", async () => {
    const csv = [
      "customer_id,order_date,revenue",
      "A,2020-01-01,1",
      "B,2020-01-01",
      "",
      '"C ""x""",2020-01-01,1',
      "D,never,1",
      "E,2020-01-01,1,1",
      "F,2030-01-01,1",
      "G,2020-01-01,1",
    ].join("\r\n");
    const { format, rows, ends, bytes } = await readAll(csv);
    expect(format).toBe("orders");
    expect(rows).toEqual([
      [2, "A"],
      [3, "has 2 fields where the header has 3"],
      [5, 'C "x"'],
      [6, 'order_date: "never" is not a date'],
      [7, "has 4 fields where the header has 3"],
      [8, "2030-01-01T00:00:00.000Z lies in the future"],
      [9, "G"],
    ]);
    expect(ends.at(-1)).toBe(bytes);
  });

  it("loses only the line of a quotation mark that is never closed", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `C${index},2020-01-01,1`).join("\n");
    const csv = `customer_id,order_date,revenue\nA,2020-01-01,1\n"B,2020-01-01,1\n${many}\nZ,2020-01-01,1\n`;
    const { rows } = await readAll(csv);
    expect(rows).toHaveLength(20_003);
    expect(rows.slice(0, 3)).toEqual([
      [2, "A"],
      [3, "a quotation mark is opened and never closed"],
      [4, "C0"],
    ]);
    expect(rows.at(-1)).toEqual([20_004, "Z"]);
  });

  it("takes a quotation mark inside a field as text", async () => {
    expect((await readAll('customer_id,order_date,revenue\n5" pipe,2020-01-01,1\n')).rows).toEqual([[2, '5" pipe']]);
  });

  it("tolerates a byte order mark, semicolons and other names", async () => {
    const mapping = parseMapping("customer_id=Kunde,order_date=Datum,revenue=Betrag");
    const { rows } = await readAll("\ufeffKunde;Datum;Betrag\nÄ;20200101;1\n", { mapping });
    expect(rows).toEqual([[2, "Ä"]]);
  });

  it("reads objects a line, and refuses what is none", async () => {
    const message = (id: string) => JSON.stringify({ type: "page", anonymousId: id, timestamp: "2020-01-01" });
    const { format, rows } = await readAll(`\ufeff${message("a")}\n\nnonsense\n[1]\n${message("b")}`);
    expect(format).toBe("segment");
    expect(rows).toEqual([
      [1, "a"],
      [3, "is not JSON"],
      [4, "is not a JSON object"],
      [5, "b"],
    ]);
  });

  it("refuses a line of two megabytes and reads on", async () => {
    const order = (customer_id: string) => JSON.stringify({ customer_id, order_date: "20200101", revenue: 1 });
    const { format, rows } = await readAll(`${order("a")}\n${order("x".repeat(2_000_000))}\n${order("b")}\n`);
    expect(format).toBe("orders");
    expect(rows).toEqual([
      [1, "a"],
      [2, "is longer than 1048576 characters"],
      [3, "b"],
    ]);
  });

  it("reads lines that end in several ways, wherever a piece of the file ends", async () => {
    const ends = ["\n", "\r\n", "\r"];
    const lines = Array.from({ length: 9_000 }, (_, n) => `C${n},2020-01-01,1${ends[n % 3]}`);
    const { rows } = await readAll(`customer_id,order_date,revenue\r\n${lines.join("")}`);
    expect(rows).toEqual(lines.map((_, n) => [n + 2, `C${n}`]));
  });

  it.each([
    ["utf-16le", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["utf-16be", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["windows-1252", (text: string) => Buffer.from(text, "latin1")],
  ] as const)("reads %s, past a quotation mark that stays open", async (_, encoded) => {
    const many = Array.from({ length: 20_000 }, (_, n) => `C${n};1.1.2020;1,5`).join("\n");
    const text = `customer_id;order_date;revenue\nSøren;31.1.2020;1.234,50\n"B;1.1.2020;1\n${many}\nZoë;1.1.2020;1\n`;
    const path = fileOf("");
    writeFileSync(path, encoded(text));
    const source = await openSource({ path, format: null, mapping: new Map(), latest });
    const read = await collected(source);
    expect(read.slice(0, 2).map((row) => [row.line, saidOf(row)])).toEqual([
      [2, "Søren"],
      [3, "a quotation mark is opened and never closed"],
    ]);
    expect([read.length, read.at(-1)?.line, read.at(-1) && saidOf(read.at(-1) as Read)]).toEqual([
      20_003,
      20_004,
      "Zoë",
    ]);
    const [first] = read;
    expect(first && "drafts" in first ? first.drafts[0] : null).toMatchObject({
      at: Date.UTC(2020, 0, 31),
      message: { properties: { revenue: 1234.5 } },
    });
  });

  it("begins anew at each reading", async () => {
    const path = fileOf("customer_id,order_date,revenue\nA,2020-01-01,1\n");
    const source = await openSource({ path, format: null, mapping: new Map(), latest });
    expect(await collected(source)).toEqual(await collected(source));
  });

  it("refuses a file that is not there", async () => {
    const path = join(folder, "nothing.csv");
    const opening = openSource({ path, format: null, mapping: new Map(), latest });
    await expect(opening).rejects.toThrow(`${path} cannot be read: there is no such file`);
  });
});
