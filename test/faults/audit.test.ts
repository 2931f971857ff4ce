import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, publishOn, runRfedge, startRfedge } from "../support/localRfedge.ts";

const ROOT = "root-of-the-audit";
const folder = mkdtempSync(join(tmpdir(), "rfedge-audit-"));
const FILE = join(folder, "demo.ndjson");
let running: LocalRfedge;
beforeAll(async () => {
  const words = ["--port", "8931", "--data", join(folder, "state"), "--empty"];
  running = await startRfedge(words, { env: { RFEDGE_ADMIN_TOKEN: ROOT } });
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const audit = (...words: string[]) => runRfedge(["audit", ...words]);
const exported = (path = FILE, site = "demo") =>
  audit("export", path, "--site", site, "--url", running.url, "--token", ROOT);
const linesIn = (path: string) => readFileSync(path, "utf8").trim().split("\n");

describe("rfedge audit", () => {
  it("writes the log down, adds what is new to it, and follows it without a Worker", async () => {
    expect(exported()).toMatchObject({ code: 0, stderr: "" });
    const before = linesIn(FILE).length;
    await publishOn(running, { site: { name: "Published" } });
    const again = exported();
    expect(again.stdout).toContain(`${FILE} has the log of demo: ${before + 2} entries, 2 of them new\n`);
    expect(exported().stdout).toContain(", none of them new\n");
    const verified = audit("verify", FILE);
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(verified.stdout.split("\n")[1]).toBe(again.stdout.split("\n")[1]);
    expect(JSON.parse(linesIn(FILE)[0] ?? "")).toMatchObject({ seq: 1, action: "site.open", country: null });
  });

  it("adds nothing where the log and the file part, and says so in one line", async () => {
    const forged = join(folder, "forged.ndjson");
    writeFileSync(forged, readFileSync(FILE, "utf8").replace("Published", "Forged"));
    const changed = audit("verify", forged);
    expect(changed).toMatchObject({ code: 1, stdout: "" });
    expect(changed.stderr).toMatch(/^rfedge audit: .*forged\.ndjson, line \d+: entry \d+ does not follow .*\n$/);
    expect(exported(forged)).toMatchObject({ code: 1, stderr: changed.stderr });
    const headers = { authorization: `Bearer ${ROOT}`, "content-type": "application/json" };
    const body = JSON.stringify({ key: "other", name: "Other" });
    expect((await fetch(`${running.url}/v1/sites`, { method: "POST", headers, body })).status).toBe(201);
    const whole = readFileSync(FILE, "utf8");
    expect(exported(FILE, "other").stderr).toMatch(/^rfedge audit: the log ends before entry \d+, which .* has: /);
    expect(readFileSync(FILE, "utf8")).toBe(whole);
    const one = join(folder, "one.ndjson");
    writeFileSync(one, `${linesIn(FILE)[0]}\n`);
    expect(exported(one, "other").stderr).toMatch(/^rfedge audit: entry 1 of the log is not that of /);
  });

  it("misses a noted hash in a file whose end was cut off", () => {
    const noted = /last hash: (\w+)/.exec(audit("verify", FILE).stdout)?.[1] ?? "";
    const cut = join(folder, "cut.ndjson");
    writeFileSync(cut, `${linesIn(FILE).slice(0, -1).join("\n")}\n`);
    expect(audit("verify", cut).code).toBe(0);
    expect(audit("verify", cut, "--hash", noted)).toMatchObject({ code: 1, stdout: "" });
    expect(audit("verify", FILE, "--hash", noted.toUpperCase()).code).toBe(0);
  });

  it.each([
    [[], "export or verify?"],
    [["verify"], "verify which FILE?"],
    [["verify", "/nowhere.ndjson"], "there is no /nowhere.ndjson"],
    [["verify", FILE, "--hash", "abc"], "a hash is 64 of 0-9 and a-f"],
    [["export", FILE], "which site?"],
    [["export", FILE, "--site", "No Such"], "a site's key is"],
  ])("refuses %j in one line", (words, line) => {
    const { code, stderr } = audit(...words);
    expect(code).toBe(1);
    expect(stderr).toContain(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
