import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, runRfedge, startRfedge } from "../support/localRfedge.ts";

const ROOT = "root-of-the-bill";
const folder = mkdtempSync(join(tmpdir(), "rfedge-bill-"));
let running: LocalRfedge;
beforeAll(async () => {
  const words = ["--port", "8905", "--data", join(folder, "state"), "--empty"];
  running = await startRfedge(words, { env: { RFEDGE_ADMIN_TOKEN: ROOT } });
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const billing = (...words: string[]) => runRfedge(["bill", "--url", running.url, "--token", ROOT, ...words]);

async function view(anonymousId: string): Promise<void> {
  const page = { url: "https://shop.example/", path: "/" };
  const body = { writeKey: "wk_demo", anonymousId, messageId: crypto.randomUUID(), decide: true, context: { page } };
  const headers = { "content-type": "text/plain" };
  const answer = await fetch(`${running.url}/v1/page`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

describe("rfedge bill", () => {
  it("says so where no page was viewed, and exits 1", () => {
    expect(billing("--page-views", "1e6")).toEqual({
      code: 1,
      stdout: "",
      stderr: `rfedge bill: ${running.url} has seen no page view since it started: open a page of the site, then ask again\n`,
    });
  });

  it("bills what was counted, by operation, with the total on its last line", async () => {
    for (let views = 0; views < 200; views++) await view("Ada");
    const { code, stdout, stderr } = billing("--page-views", "1000000");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const line = (what: string) =>
      stdout
        .split("\n")
        .find((text) => text.startsWith(what))
        ?.slice(what.length)
        .trim()
        .split(/\s+/);
    expect(line("Worker requests")).toEqual(["1", "1,000,000", "0.3", "0.3000"]);
    expect(line("object requests: visitors")).toEqual(["1", "1,000,000", "0.15", "0.1500"]);
    // One row a view; the first view's tables, its alarm and its delivery besides.
    expect(Number(line("rows written, alarms set")?.[0])).toBeGreaterThanOrEqual(1);
    expect(Number(line("rows written, alarms set")?.[0])).toBeLessThan(1.2);
    const [, dollars] = /^total: \$(\d+\.\d\d)$/.exec(stdout.trim().split("\n").at(-1) ?? "") ?? [];
    expect(Number(dollars)).toBeGreaterThanOrEqual(1.5);
    expect(Number(dollars)).toBeLessThan(1.9);
    const parts = [...stdout.matchAll(/^.*?([\d.]+)$/gm)].map(([, last]) => Number(last)).slice(0, -1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(Number(dollars), 2);
  }, 60_000);

  it.each([
    [[], /how many\?/],
    [["--page-views", "some"], /--page-views some: is no number of page views/],
    [["--page-views", "0"], /--page-views 0/],
    [["--page-views", "1", "--token", "sk_demo"], /answered 403/],
    [["--page-views", "1", "--url", "http://localhost:8939"], /cannot be reached/],
  ])("says in one line what is wrong with %j", (words, line) => {
    const { code, stderr } = billing(...words);
    expect({ code, lines: stderr.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(line);
  });
});
