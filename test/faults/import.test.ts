import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, runRfedge, startRfedge } from "../support/localRfedge.ts";

const MAIN = fileURLToPath(new URL("../../worker/cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rfedge-import-"));
let running: LocalRfedge;
beforeAll(async () => {
  running = await startRfedge(["--port", "8908", "--data", join(folder, "state"), "--empty"]);
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string, lines: readonly string[]) => {
  const path = join(folder, name);
  writeFileSync(path, lines.join("\n"));
  return path;
};
const importing = (path: string, ...words: string[]) =>
  runRfedge(["import", path, "--site", "demo", "--url", running.url, ...words]);
const visitor = async (id: string) => {
  const headers = { authorization: "Bearer sk_demo" };
  return (await fetch(`${running.url}/v1/sites/demo/visitors/${id}`, { headers })).json();
};

describe("rfedge import", () => {
  it("sends what can be taken, lists the rest with line and reason, and exits 1", async () => {
    const path = fileOf("orders.csv", [
      "customer_id,order_date,revenue,order_id",
      "Ada,2024-01-02,10.50,o1",
      "Ada,20240203,abc,o2",
      `${"x".repeat(300)},20240203,5,o3`,
      "Ada,2024-03-04 10:00:00,4.5,o4",
    ]);
    const { code, stdout, stderr } = importing(path);
    expect(code).toBe(1);
    expect(stdout).toContain("1 visitors, 2 orders, 4 rows");
    expect(stderr).toBe(`2 of 4 rows rejected: see ${path}.rejected.ndjson\n`);
    const rejected = readFileSync(`${path}.rejected.ndjson`, "utf8").trim().split("\n");
    const byLine = rejected.map((line) => JSON.parse(line)).sort((a, b) => a.line - b.line);
    expect(byLine).toMatchObject([
      { line: 3, reason: 'revenue: "abc" is not a number' },
      { line: 4, reason: "/userId must be at most 255 characters" },
    ]);
    expect(await visitor("Ada")).toMatchObject({ totals: { orders: 2, revenue: 15 } });
  });

  it("changes nothing when it runs a second time", () => {
    const { stdout } = importing(join(folder, "orders.csv"));
    expect(stdout).toContain("0 new, 2 known already");
  });

  it("moves a whole file so that its last instant is now", async () => {
    const path = fileOf("old.csv", ["customer_id,order_date,revenue", "Old,2001-01-01,5", "Young,2001-01-11,5"]);
    const before = Date.now();
    expect(importing(path, "--shift-to-now").code).toBe(0);
    const [old, young] = await Promise.all(["Old", "Young"].map(visitor));
    const at = Date.parse(young.totals.lastOrder.at);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(at - Date.parse(old.totals.lastOrder.at)).toBe(10 * 86_400_000);
    expect([old.segment.key, young.segment.key]).toEqual(["new", "new"]);
    expect(importing(path, "--shift-to-now").stdout).toContain("0 new, 2 known already");
  });

  it("reads events, and sends nothing on a dry run", async () => {
    const event = (extra: object) =>
      JSON.stringify({ anonymousId: "0001", timestamp: "2024-11-01T10:00:00Z", ...extra });
    const path = fileOf("events.ndjson", [event({ type: "page" }), event({ type: "track", event: "Product Added" })]);
    expect(importing(path, "--dry-run").stdout).toContain("nothing sent: 1 visitors, 0 orders, 2 rows");
    expect(await visitor("0001")).toMatchObject({ status: 404 });
    expect(importing(path)).toMatchObject({ code: 0, stderr: "" });
    expect(await visitor("0001")).toMatchObject({ anonymousIds: ["0001"], totals: { pageViews: 1 } });
  });

  it.each([
    [["--token", "sk_demo_wrong"], /answered 401/],
    [["--url", "http://localhost:8939"], /cannot be reached/],
    [["--map", "revenue=net"], /lacks the column net;/],
  ])("says in one line what is wrong with %j", (words, line) => {
    const { code, stderr } = importing(join(folder, "orders.csv"), ...words);
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(line);
  });

  it("stops at once when it is interrupted, and is finished by a second run", async () => {
    const rows = Array.from({ length: 600 }, (_, index) => `c${index},2024-01-01,1,o${index}`);
    const path = fileOf("many.csv", ["customer_id,order_date,revenue,order_id", ...rows]);
    const words = [MAIN, "import", path, "--site", "demo", "--url", running.url];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const [code] = await once(child, "close");
    expect({ code, said }).toEqual({ code: 130, said: "rfedge import: stopped\n" });
    const { stdout } = importing(path);
    const [fresh, known] =
      /([\d,]+) new, ([\d,]+) known/
        .exec(stdout)
        ?.slice(1)
        .map((text) => Number(text.replace(",", ""))) ?? [];
    expect((fresh ?? 0) + (known ?? 0)).toBe(600);
    expect(fresh).toBeGreaterThan(0);
    expect(known).toBeGreaterThan(0);
  }, 60_000);
});
