import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { TIERS } from "#shared/scoring/tier";
import { inRoot } from "../../worker/cli/steps/root.ts";
import { runRfedge } from "../support/localRfedge.ts";
import { type Line, readLines, readReference } from "../support/samples.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-score-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command over a copy of a sample. */
function scored(orders: string, ...words: string[]) {
  const path = join(folder, "orders.csv");
  copyFileSync(inRoot(orders), path);
  return runRfedge(["score", path, ...words]);
}

interface Cell {
  readonly customers: number;
}
interface Reference extends Cell {
  readonly cuts: Readonly<Record<"recency_days" | "frequency" | "monetary", number[]>>;
  readonly score_counts: Readonly<Record<"R" | "F" | "M", Record<string, number>>>;
  readonly rfm_cells: Readonly<Record<string, Cell>>;
  readonly tiers_3x3x3: readonly (Cell & Record<"recency" | "frequency" | "monetary", string>)[];
}

/** The steps of frequency and monetary are called low, medium, high in the references. */
const stepOf = (dimension: "frequency" | "monetary", tier: unknown) =>
  ["low", "medium", "high"][([...TIERS[dimension]] as unknown[]).indexOf(tier)];
const countBy = (lines: readonly Line[], keyOf: (line: Line) => string) =>
  Object.fromEntries([...Map.groupBy(lines, keyOf)].map(([key, members]) => [key, members.length]));

/** The reference results are numpy's, type-7 quantiles; `test/data/SOURCE.md` says from where. */
describe.each([
  {
    // CRAN package onlineretail 0.1.2 (CC0); Chen, Sain & Guo (2012), UCI Online Retail.
    name: "onlineretail",
    orders: "worker/demo/data/orders.csv",
    reference: "test/data/reference/rfm_onlineretail",
    words: ["--map", "order_date=order_time,revenue=amount_gbp", "--as-of", "2011-12-09"],
  },
  {
    // CRAN package rfm (MIT), data set rfm_data_orders.
    name: "rfm-orders",
    orders: "test/data/rfm-orders/orders.csv",
    reference: "test/data/reference/rfm_orders",
    words: ["--as-of", "2006-12-31"],
  },
])("rfedge score of $name", ({ orders, reference, words }) => {
  const { code, stdout, stderr } = scored(orders, ...words, "--window-days", "all", "--method", "quantiles");
  const lines: Line[] = parse(stdout, { columns: true });
  const expected = readReference<Reference>(`${reference}.json`);

  it("has the columns of the contract, and nothing to complain of", () => {
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")[0]).toBe(
      "customer_id,recency_days,frequency,monetary,recency_score,frequency_score,monetary_score,recency_tier,frequency_tier,monetary_tier,segment",
    );
  });

  it("gives every customer the values, scores and tiers of the reference", () => {
    const known = new Map(lines.map((line) => [line["customer_id"], line]));
    const customers = readLines(`${reference}_customers.csv`);
    const differing = customers.filter((customer) => {
      const line = known.get(customer["customer_id"]) ?? {};
      const ours = {
        recency_days: line["recency_days"],
        frequency: line["frequency"],
        monetary: line["monetary"],
        R: line["recency_score"],
        F: line["frequency_score"],
        M: line["monetary_score"],
        tier_R: line["recency_tier"],
        tier_F: stepOf("frequency", line["frequency_tier"]),
        tier_M: stepOf("monetary", line["monetary_tier"]),
      };
      return Object.entries(ours).some(([column, value]) => value !== customer[column]);
    });
    console.log(`rfedge score, ${reference}: ${customers.length} customers compared, ${differing.length} differing`);
    expect(differing).toEqual([]);
    expect([lines.length, known.size]).toEqual([expected.customers, expected.customers]);
  });

  it("fills the same cells, by score and by tier, with as many customers", () => {
    const cell = (line: Line) => `${line["recency_score"]}${line["frequency_score"]}${line["monetary_score"]}`;
    const cells = Object.entries(expected.rfm_cells).map(([key, { customers }]) => [key, customers]);
    expect(countBy(lines, cell)).toEqual(Object.fromEntries(cells));
    const counts = expected.score_counts;
    expect(countBy(lines, (line) => line["recency_score"] ?? "")).toEqual(counts.R);
    expect(countBy(lines, (line) => line["frequency_score"] ?? "")).toEqual(counts.F);
    expect(countBy(lines, (line) => line["monetary_score"] ?? "")).toEqual(counts.M);
    const byTier = (line: Line) =>
      [
        line["recency_tier"],
        stepOf("frequency", line["frequency_tier"]),
        stepOf("monetary", line["monetary_tier"]),
      ].join(" ");
    const tiers = expected.tiers_3x3x3
      .filter(({ customers }) => customers > 0)
      .map(({ recency, frequency, monetary, customers }) => [`${recency} ${frequency} ${monetary}`, customers]);
    expect(countBy(lines, byTier)).toEqual(Object.fromEntries(tiers));
  });

  it("parts the population where numpy does", () => {
    // Between the highest value of one score and the lowest of the next lies the cut.
    for (const [column, score, cuts, fewIsGood] of [
      ["recency_days", "recency_score", expected.cuts.recency_days, true],
      ["frequency", "frequency_score", expected.cuts.frequency, false],
      ["monetary", "monetary_score", expected.cuts.monetary, false],
    ] as const) {
      const below = (value: number) => cuts.filter((cut) => cut < value).length;
      const wrong = lines.filter((line) => {
        const rank = below(Number(line[column]));
        return Number(line[score]) !== (fewIsGood ? 5 - rank : 1 + rank);
      });
      expect(wrong).toEqual([]);
    }
  });
});

describe("rfedge score", () => {
  it("writes the same as JSON", () => {
    const words = ["--as-of", "2006-12-31"];
    const csv: Line[] = parse(scored("test/data/rfm-orders/orders.csv", ...words).stdout, { columns: true });
    const json: Record<string, unknown>[] = JSON.parse(
      scored("test/data/rfm-orders/orders.csv", ...words, "--format", "json").stdout,
    );
    const asText = json.map((one) => ({
      ...Object.fromEntries(Object.entries(one).map(([column, value]) => [column, String(value)])),
      monetary: Number(one["monetary"]).toFixed(2),
    }));
    expect(asText).toEqual(csv);
    expect(json[0]).toMatchObject({ customer_id: expect.any(String), recency_days: expect.any(Number) });
  });

  it("stops quietly where nobody reads on", () => {
    const main = inRoot("worker", "cli", "main.ts");
    const file = inRoot("worker", "demo", "data", "orders.csv");
    const command = `'${process.execPath}' '${main}' score '${file}' --map order_date=order_time,revenue=amount_gbp | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect({ lines: stdout.trim().split("\n").length, stderr }).toEqual({ lines: 1, stderr: "" });
  });

  const written = (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.join("\n"));
    return path;
  };
  const few = () =>
    written("few.csv", [
      "customer_id,order_date,revenue",
      "Ada,2024-01-01,10",
      "Ada,2024-06-01T12:00:00Z,1200",
      "Bo,2024-05-01,5",
      "Bo,2024-05-02,-5",
      "Cy,2024-06-09,5",
    ]);
  const rows = (stdout: string): string[][] => parse(stdout, { from_line: 2 });

  it("scores what can be read, names the rest with line and reason, and exits 1", () => {
    const path = few();
    const { code, stdout, stderr } = runRfedge(["score", path]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `rfedge score: 1 of 5 rows rejected: see ${path}.rejected.ndjson\n`,
    });
    expect(JSON.parse(readFileSync(`${path}.rejected.ndjson`, "utf8"))).toMatchObject({
      line: 5,
      reason: "revenue: -5 is negative",
    });
    // So few that the thresholds hold; as of the last order's day.
    expect(rows(stdout)).toEqual([
      ["Ada", "8", "2", "1210.00", "5", "2", "5", "short", "regular", "premium", "returning"],
      ["Bo", "39", "1", "5.00", "4", "1", "1", "medium", "occasional", "thrifty", "developing-1"],
      ["Cy", "0", "1", "5.00", "5", "1", "1", "short", "occasional", "thrifty", "new"],
    ]);
  });

  it("counts fractions of days up to an instant, in the window, and knows nobody who came later", () => {
    const words = ["--as-of", "2024-06-02T00:00:00Z", "--window-days", "32", "--method", "thresholds"];
    expect(rows(runRfedge(["score", few(), ...words]).stdout).map((row) => row.slice(0, 4))).toEqual([
      ["Ada", "0.5", "1", "1200.00"],
      ["Bo", "32", "1", "5.00"],
    ]);
  });

  it("takes quantiles, however few the customers, where they are asked for", () => {
    const { stdout } = runRfedge(["score", few(), "--method", "quantiles"]);
    expect(rows(stdout).map((row) => row[4])).toEqual(["3", "1", "5"]);
  });

  it("goes by a site's configuration, whatever facts its segments ask for", () => {
    const config = (segments: unknown) =>
      written("site.json", [JSON.stringify({ site: { currency: "JPY" }, segments })]);
    const rule = { fact: "count.Order Completed", gte: 2 };
    const { stdout } = runRfedge(["score", few(), "--config", config([{ key: "again", rule }])]);
    expect(rows(stdout).map((row) => [row[0], row[3], row.at(-1)])).toEqual([
      ["Ada", "1210", "again"],
      ["Bo", "5", "other"],
      ["Cy", "5", "other"],
    ]);
  });

  it.each([
    [[], /^rfedge score: which FILE\?/],
    [["nothing.csv"], /nothing.csv cannot be read: there is no such file/],
    [["FEW", "--as-of", "soon"], /--as-of soon: is neither a date/],
    [["FEW", "--method", "magic"], /--method magic: it is one of thresholds, quantiles/],
    [["FEW", "--window-days", "-1"], /--window-days/],
    [["FEW", "--map", "revenue=net"], /lacks the column net;/],
    [["FEW", "--config", "nothing.json"], /nothing.json cannot be read/],
    [["FEW", "--config", "FEW"], /is not JSON/],
    [["FEW", "--config", "UNSORTED"], /\/scoring\/rfm\/thresholds\/monetary must be sorted, the smallest first/],
    [["FEW", "--colour"], /colour/],
  ])("says in one line what is wrong with %j", (words, line) => {
    const unsorted = written("unsorted.json", ['{"scoring": {"rfm": {"thresholds": {"monetary": [4, 3, 2, 1]}}}}']);
    const { code, stdout, stderr } = runRfedge([
      "score",
      ...words.map((word) => (word === "FEW" ? few() : word === "UNSORTED" ? unsorted : word)),
    ]);
    expect({ code, stdout, lines: stderr.trim().split("\n").length }).toEqual({ code: 1, stdout: "", lines: 1 });
    expect(stderr).toMatch(line);
  });
});
