import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc, test } from "@fast-check/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import type { Reject } from "../rows/rejects.ts";
import { openSource } from "../rows/source.ts";
import { endOfDay, parseAsOf } from "./asOf.ts";
import { createBuyers, createVisitors } from "./customers.ts";
import { readOrders } from "./readOrders.ts";
import { scoreCustomers } from "./scoreCustomers.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-scoring-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const parsed = parseSiteConfig({ site: { rates: { USD: 0.5, JPY: [{ from: "2024-01-01", rate: 0.01 }] } } });
if ("errors" in parsed) throw new RangeError("the configuration is not valid");
const model = modelOf(parsed.config, 1);

/** Scores a file, by columns or by the whole road of an event in the Worker. */
async function scored(text: string | Uint8Array, by: "columns" | "moments", { asOf = null, always = false } = {}) {
  const path = join(folder, String(files++));
  writeFileSync(path, text);
  const mapping = new Map<string, string>();
  const asked = { encoding: null, delimiter: null, dates: "plain", decimal: "point" } as const;
  const source = await openSource({ path, format: "orders", mapping, asked, latest: Number.POSITIVE_INFINITY });
  const rejected: Reject[] = [];
  const rejects = { path: "", add: (one: Reject) => rejected.push(one), count: () => rejected.length, close: () => {} };
  const into = by === "columns" ? createBuyers(model) : createVisitors();
  const { signal } = new AbortController();
  const rows = await readOrders({ source, mapping, model, into, rejects, signal });
  const last = into.latest();
  const when = asOf === null ? endOfDay(last ?? 0) : parseAsOf(asOf);
  const customers = [...scoreCustomers(into.at(when, model), model, { at: when.at, always })];
  return { rows, rejected, customers };
}

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const row = fc.tuple(
  one("A", "B", "C", " A ", "Zoë", '"B"', '"Q, ""x"""', "", "é", "\u00a0A"),
  one(
    "2024-01-01",
    "20240201",
    "2024-02-01 10:00:00",
    "2024-02-01T10:00:00Z",
    "2024-02-01T12:00:00+02:00",
    "1706781600",
  ),
  one(
    "10",
    "10.5",
    "0.01",
    "1.005",
    "7.994999",
    "1e2",
    "12.",
    ".5",
    "-1",
    "abc",
    "",
    '"3"',
    "99999999999999",
    "1234567890123.5",
  ),
  one("o1", "o2", "", " o1", '"o1"', "ö3"),
  one("", "EUR", "usd", "USD", "JPY", "ZZZ", "EURO"),
);
const dates = one(
  "2024-01-01",
  "2023-02-29",
  "2024-02-29",
  "20240230",
  "never",
  "",
  "2024-2-1",
  "2024-01-01 25:00:00",
  "1704067200000",
);

describe("readOrders", () => {
  test.prop(
    [
      fc.array(fc.oneof({ weight: 6, arbitrary: row }, { weight: 1, arbitrary: fc.tuple(row, dates) }), {
        maxLength: 60,
      }),
      one("\n", "\r\n"),
      fc.boolean(),
    ],
    { numRuns: 100 },
  )(
    "takes the quick road only where it leads to the same numbers and the same refusals",
    async (rows, end, always) => {
      const lines = rows.map((cells) =>
        cells.length === 2 ? [cells[0][0], cells[1], ...cells[0].slice(2)].join(",") : cells.join(","),
      );
      const text = ["customer_id,order_date,revenue,order_id,currency", ...lines].join(end);
      const [quick, whole] = [await scored(text, "columns", { always }), await scored(text, "moments", { always })];
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(quick.rejected).toEqual(whole.rejected);
      expect(quick.rows).toBe(whole.rows);
      expect(quick.customers.sort(byId)).toEqual(whole.customers.sort(byId));
    },
    60_000,
  );

  it.each(["columns", "moments"] as const)("by %s counts an order once, at its earliest completion", async (by) => {
    const lines = ["A,2024-03-01,5,o1", "A,2024-01-01,7,o1", "B,2024-03-01,5,o1", "A,2024-03-01,1,", "A,2024-03-01,1,"];
    const { customers } = await scored(["customer_id,order_date,revenue,order_id", ...lines].join("\n"), by);
    expect(customers.map(({ id, rfm }) => [id, rfm.frequency.value, rfm.monetary.value])).toEqual([
      ["A", 3, 9],
      ["B", 1, 5],
    ]);
  });

  it.each(["columns", "moments"] as const)(
    "by %s loses only the line of a quotation mark that stays open",
    async (by) => {
      const many = Array.from({ length: 9_000 }, (_, n) => `C${n},2024-01-01,1`).join("\n");
      const { rows, rejected, customers } = await scored(
        `customer_id,order_date,revenue\n"C\nC",2024-01-01,1\n"B,2024-01-01,1\nA,2024-01-01,1\n${many}`,
        by,
      );
      expect(rejected).toMatchObject([{ line: 4, reason: "a quotation mark is opened and never closed" }]);
      expect([rows, customers.length, customers[0]?.id]).toEqual([9_003, 9_002, "C\nC"]);
    },
  );

  it("keeps many orders of one customer apart", async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, n) => `A,2024-01-${String(1 + (n % 28)).padStart(2, "0")},1,o${n % 4_000}`,
    );
    const text = ["customer_id,order_date,revenue,order_id", ...lines].join("\n");
    const [quick, whole] = [await scored(text, "columns"), await scored(text, "moments")];
    expect(quick.customers).toEqual(whole.customers);
    expect(quick.customers[0]?.rfm.frequency.value).toBe(4_000);
  });
});
