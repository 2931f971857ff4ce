import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRejects } from "./rejects.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-rejects-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("createRejects", () => {
  it("writes a line for each row, beside the file", () => {
    const rejects = createRejects(join(folder, "o.csv"));
    rejects.add({ line: 3, reason: "has no customer_id", row: { customer_id: "" } });
    rejects.add({ line: 7, reason: "is not JSON", row: "x\ny" });
    rejects.close();
    expect(rejects.count()).toBe(2);
    const lines = readFileSync(join(folder, "o.csv.rejected.ndjson"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).line)).toEqual([3, 7]);
  });

  it("removes an earlier run's file, and makes none without need", () => {
    const path = join(folder, "p.csv.rejected.ndjson");
    writeFileSync(path, "old\n");
    createRejects(join(folder, "p.csv")).close();
    expect(existsSync(path)).toBe(false);
  });

  it("says where it could not write", () => {
    const rejects = createRejects(join(folder, "missing", "o.csv"));
    expect(() => rejects.add({ line: 1, reason: "x", row: null })).toThrow("rows were rejected, but");
  });
});
