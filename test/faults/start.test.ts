import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { childrenOf, processOf } from "../../worker/cli/local/processes.ts";
import { type LocalRfedge, runRfedge, startRfedge } from "../support/localRfedge.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-start-"));
const PORT = "8909";
const data = join(folder, "state");
const words = ["--port", PORT, "--data", data, "--empty"];

let running: LocalRfedge;
beforeAll(async () => {
  running = await startRfedge(words);
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const tokenIn = (name: string) => readFileSync(join(data, name), "utf8").trim();
const workerdOf = (pid: number | undefined) =>
  childrenOf(pid ?? 0).find(({ command }) => command.includes("workerd"))?.pid;

/** One line, naming the command, and an exit code that says so. */
function expectRefusal(options: readonly string[], line: RegExp) {
  const { code, stdout, stderr } = runRfedge(options);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toMatch(line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
}

describe("rfedge start", () => {
  it("prints where everything is, after the line that says it is ready", () => {
    const lines = running.said().slice(running.said().indexOf("RFEdge ready")).split("\n");
    expect(lines[0]).toBe(`RFEdge ready on http://localhost:${PORT}`);
    expect(lines[1]).toContain(`http://localhost:${PORT}/demo/`);
    expect(lines[2]).toContain(tokenIn("marketer-token"));
    expect(lines[3]).toMatch(/\/dist\/extension\/chrome-mv3$/);
  });

  it("answers under both names of this machine, and on no other address", async () => {
    for (const host of ["localhost", "127.0.0.1"])
      expect((await fetch(`http://${host}:${PORT}/healthz`)).status).toBe(200);
    const listening = execFileSync("sh", ["-c", "cat /proc/net/tcp 2>/dev/null || true"], { encoding: "utf8" });
    const port = Number(PORT).toString(16).toUpperCase();
    for (const line of listening.split("\n").filter((entry) => entry.includes(`:${port} `) && entry.includes(" 0A ")))
      expect(line).toContain("0100007F:");
  });

  it("keeps its tokens from everybody but their owner", () => {
    for (const name of ["root-token", "marketer-token"]) expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
  });

  it("makes with --empty a site of the default configuration and nobody in it", async () => {
    const headers = { authorization: `Bearer ${tokenIn("marketer-token")}` };
    const ask = async (path: string) => (await fetch(`${running.url}/v1/sites/demo/${path}`, { headers })).json();
    expect(await ask("segments")).toMatchObject({ visitors: 0 });
    expect(await ask("config")).toMatchObject({ version: 1, config: { slots: [], site: { currency: "EUR" } } });
  });

  it("refuses a folder that another is using, and a port that is taken", async () => {
    expectRefusal(["start", "--port", "8910", "--data", data], /the state folder \S+ is in use by process \d+/);
    const server = createServer();
    await new Promise<void>((listening) => server.listen(8910, "127.0.0.1", listening));
    expectRefusal(["start", "--port", "8910", "--data", join(folder, "other")], /port 8910 is in use/);
    server.close();
  });

  it("refuses state of a newer version, a place that is no folder, and words it does not know", () => {
    const newer = mkdtempSync(join(folder, "newer"));
    writeFileSync(join(newer, "version"), "999\n");
    expectRefusal(["start", "--data", newer], /from a newer version of RFEdge/);
    expectRefusal(["start", "--data", join(newer, "version")], /cannot be written: it is no folder/);
    expectRefusal(["start", "--port", "0"], /a port is a number from 1 to 65535/);
    expectRefusal(["start", "--fast"], /Unknown option '--fast'/);
  });

  it("leaves no workerd behind when it is killed, nor when workerd was killed before", async () => {
    const first = workerdOf(running.process.pid);
    process.kill(first ?? 0, "SIGKILL");
    await expect.poll(() => workerdOf(running.process.pid), { timeout: 10_000 }).not.toBe(undefined);
    await expect.poll(async () => (await fetch(`${running.url}/healthz`).catch(() => null))?.status).toBe(200);
    const second = workerdOf(running.process.pid) ?? 0;
    expect(second).not.toBe(first);
    // The new workerd answers a moment before the watcher that will end it is in place.
    const isWatched = () =>
      childrenOf(running.process.pid ?? 0).some(
        ({ command }) => /^\/bin\/sh -c /.test(command) && command.endsWith(` ${second}`),
      );
    await expect.poll(isWatched, { timeout: 10_000 }).toBe(true);
    await running.end("SIGKILL");
    await expect.poll(() => processOf(second), { timeout: 5000 }).toBeNull();
    running = await startRfedge(words);
  }, 60_000);

  it("starts its workerd again, however soon that is killed again", async () => {
    let last: number | undefined;
    for (let kill = 0; kill < 4; kill++) {
      const next = () => {
        const pid = workerdOf(running.process.pid);
        return pid === last ? undefined : pid;
      };
      await expect.poll(next, { timeout: 20_000, interval: 5 }).not.toBe(undefined);
      last = next();
      process.kill(last ?? 0, "SIGKILL");
    }
    const isUp = async () => (await fetch(`${running.url}/healthz`).catch(() => null))?.status;
    await expect.poll(isUp, { timeout: 20_000 }).toBe(200);
    await running.end("SIGTERM");
    expect(running.process.exitCode).toBe(0);
    running = await startRfedge(words);
  }, 90_000);

  it("keeps its marketer token over a restart", async () => {
    const before = tokenIn("marketer-token");
    await running.end("SIGTERM");
    expect(running.process.exitCode).toBe(0);
    running = await startRfedge(words);
    expect(tokenIn("marketer-token")).toBe(before);
  }, 60_000);
});

describe("RFEDGE_FAULT", () => {
  it("breaks the site's configuration, not the start nor the shop's pages", async () => {
    await running.end("SIGTERM");
    running = await startRfedge(words, { env: { RFEDGE_FAULT: "kv" } });
    expect((await fetch(`${running.url}/demo/`)).status).toBe(200);
  }, 60_000);

  it("leaves visitors the page's own default", async () => {
    await running.end("SIGTERM");
    running = await startRfedge(words, { env: { RFEDGE_FAULT: "visitor,directory" } });
    const body = JSON.stringify({ writeKey: "wk_demo", anonymousId: "anon-of-faults" });
    const answer = await fetch(`${running.url}/v1/decide`, { method: "POST", body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("server-timing")).toMatch(/^default/);
  }, 60_000);

  it("names what can be broken", async () => {
    const wrong = startRfedge(["--data", join(folder, "fault")], { env: { RFEDGE_FAULT: "moon" } });
    await expect(wrong).rejects.toThrow(
      "RFEDGE_FAULT=moon: what can be broken is visitor, directory, site, identity, kv",
    );
  });
});

describe("RFEDGE_DIRECTORY_SHARDS", () => {
  it("spreads the rows, and says what it takes", async () => {
    const env = { RFEDGE_DIRECTORY_SHARDS: "none" };
    await expect(startRfedge(["--data", join(folder, "shards")], { env })).rejects.toThrow("from 1 to 256 is wanted");
    await running.end("SIGTERM");
    running = await startRfedge(words, { env: { RFEDGE_DIRECTORY_SHARDS: "3" } });
    const headers = { authorization: `Bearer ${tokenIn("marketer-token")}` };
    expect((await fetch(`${running.url}/v1/sites/demo/segments`, { headers })).status).toBe(200);
    const objects = readdirSync(join(data, "state", "do", "rfedge-DirectoryObject"));
    expect(objects.filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))).toHaveLength(3);
  }, 60_000);
});

describe("npm start", () => {
  it("gives port and folder back when npm itself is killed", async () => {
    await running.end("SIGTERM");
    const npm = await startRfedge(words, { through: "npm" });
    await npm.end("SIGKILL");
    // The Worker under it is still on its way out: the next start waits for it.
    running = await startRfedge(words);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  }, 90_000);
});
