import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDoor } from "../support/countedDoor.ts";
import { type LocalRfedge, runRfedge, startRfedge } from "../support/localRfedge.ts";

const MAIN = fileURLToPath(new URL("../../worker/cli/main.ts", import.meta.url));
const ROOT = "root-of-the-backups";
const CUSTOMERS = 450;
const folder = mkdtempSync(join(tmpdir(), "rfedge-backup-"));
const FILE = join(folder, "demo.ndjson");
let running: LocalRfedge;

beforeAll(async () => {
  const words = ["--port", "8944", "--data", join(folder, "state"), "--empty"];
  running = await startRfedge(words, { env: { RFEDGE_ADMIN_TOKEN: ROOT } });
  const orders = Array.from({ length: CUSTOMERS }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `c${index},2026-10-${day},${index % 97}.50,o${index}`;
  });
  const path = join(folder, "orders.csv");
  writeFileSync(path, ["customer_id,order_date,revenue,order_id", ...orders].join("\n"));
  const imported = runRfedge(["import", path, "--site", "demo", "--url", running.url, "--token", ROOT]);
  expect(imported.code).toBe(0);
  for (const device of ["phone", "laptop"])
    await fetch(`${running.url}/v1/identify`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ writeKey: "wk_demo", anonymousId: device, userId: "c7", traits: { plan: "gold" } }),
    });
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const run = (command: "backup" | "restore", path: string, site: string) =>
  runRfedge([command, path, "--site", site, "--url", running.url, "--token", ROOT]);

/** Runs a command that is killed once it has made so many requests, of which the last is never answered. */
async function killed(command: string, path: string, site: string, requests: number): Promise<NodeJS.Signals | null> {
  const door = await openDoor(running.url, (request) => request === requests && child.kill("SIGKILL"));
  const child = spawn(process.execPath, [MAIN, command, path, "--site", site, "--url", door.url, "--token", ROOT]);
  const [, signal] = await once(child, "exit");
  door.end();
  return signal;
}

const read = async (site: string, path: string) => {
  const answer = await fetch(`${running.url}/v1/sites/${site}/${path}`, {
    headers: { authorization: `Bearer ${ROOT}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
};

/** What a visitor is, but for the id and for what moves with the clock from one question to the next. */
const standing = ({ id: _, scores, ...visitor }: Record<string, unknown>) => ({
  ...visitor,
  scores: JSON.parse(JSON.stringify(scores, (key, value) => (key === "value" ? null : value))),
});

describe("rfedge backup, rfedge restore", () => {
  it("goes on after a kill in its midst, and a restored site equals the original", async () => {
    // The import has made another population, whose quantiles are the next model: what follows is compared under one.
    await expect
      .poll(() => read("demo", "models"), { timeout: 100_000, interval: 500 })
      .toMatchObject({
        models: [{ cause: "population" }, {}],
        measuringAt: null,
        rescoring: { finishedAt: expect.any(String) },
      });
    expect(await killed("backup", FILE, "demo", 10)).toBe("SIGKILL");
    const half = statSync(FILE).size;
    expect(half).toBeGreaterThan(0);
    expect(run("restore", FILE, "half")).toMatchObject({ code: 1, stderr: expect.stringContaining("is not whole") });
    const backup = run("backup", FILE, "demo");
    expect(backup).toMatchObject({ code: 0, stderr: "" });
    expect(backup.stdout).toContain(`${CUSTOMERS + 2} visitors`);
    expect(statSync(FILE).size).toBeGreaterThan(half);
    expect(statSync(FILE).mode & 0o777).toBe(0o600);
    expect(readFileSync(FILE, "utf8")).not.toContain(ROOT);

    // While lines are sent, twice; when the site is opened; when visitors are woken.
    for (const requests of [3, 3, 3, 4]) expect(await killed("restore", FILE, "copy", requests)).toBe("SIGKILL");
    const restored = run("restore", FILE, "copy");
    expect(restored).toMatchObject({ code: 0, stderr: "" });
    expect(restored.stdout).toContain(`: ${CUSTOMERS + 2} visitors`);

    for (const path of ["segments", "matrix?family=rfm&x=recency&y=monetary&by=score", "config", "audiences"])
      expect(await read("copy", path), path).toEqual(await read("demo", path));
    for (const id of ["c7", "phone", "c0", "c449"]) {
      expect(standing(await read("copy", `visitors/${id}`))).toEqual(standing(await read("demo", `visitors/${id}`)));
      for (const part of ["history", "events", "orders"])
        expect(await read("copy", `visitors/${id}/${part}`)).toEqual(await read("demo", `visitors/${id}/${part}`));
    }
    expect((await read("copy", "visitors/phone"))["userId"]).toBe("c7");
  }, 240_000);

  it("changes nothing when either runs once more", async () => {
    const before = readFileSync(FILE, "utf8");
    expect(run("backup", FILE, "demo").stdout).toContain("already");
    expect(readFileSync(FILE, "utf8")).toBe(before);
    const again = run("restore", FILE, "copy");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).not.toContain("write key");
    expect(await read("copy", "segments")).toEqual(await read("demo", "segments"));
  }, 120_000);

  it("says in one line what it cannot read, or may not overwrite", () => {
    const [head = "", ...lines] = readFileSync(FILE, "utf8").split("\n");
    const later = join(folder, "later.ndjson");
    writeFileSync(later, [head.replace('"format":2', '"format":3'), ...lines].join("\n"));
    const other = join(folder, "notes.txt");
    writeFileSync(other, "what has to be done\n");
    const said = [
      [run("restore", later, "elsewhere"), /is a backup of format 3, this release knows 2: use a newer one/],
      [run("restore", FILE, "demo"), /a life of its own|stay as they are/],
      [run("backup", other, "demo"), /is no backup of a site/],
      [run("backup", FILE, "copy"), /is a backup of demo: name another file/],
      [run("restore", join(folder, "none"), "elsewhere"), /is no backup, or not there/],
    ] as const;
    for (const [{ code, stderr, stdout }, line] of said) {
      expect(`${stderr}${stdout}`).toMatch(line);
      if (code !== 0) expect(stderr.trim().split("\n")).toHaveLength(1);
    }
    expect(readFileSync(other, "utf8")).toBe("what has to be done\n");
  }, 120_000);
});
