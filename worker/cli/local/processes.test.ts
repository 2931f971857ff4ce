import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { childrenOf, endWithUs, isAlive, processOf } from "./processes.ts";

const forEver = () =>
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", "for-ever"], { stdio: "ignore" });

describe("processOf", () => {
  it("finds this process, and none where there is none", () => {
    expect(processOf(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid });
    expect(processOf(2 ** 22 + 1)).toBeNull();
  });
});

describe("childrenOf", () => {
  it("lists what a process has started, until it has ended", async () => {
    const child = forEver();
    await once(child, "spawn");
    const listed = childrenOf(process.pid).find(({ pid }) => pid === child.pid);
    expect(listed?.command).toContain("for-ever");
    expect(listed && isAlive(listed)).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(listed && isAlive(listed)).toBe(false);
  });

  it("takes a later process of the same number for another", () => {
    expect(isAlive({ pid: process.pid, begun: "another time" })).toBe(false);
  });
});

describe("endWithUs", () => {
  it("ends the process once the pipe to its watcher is gone", async () => {
    const child = forEver();
    await once(child, "spawn");
    const watcher = endWithUs([child.pid ?? 0]);
    watcher?.stdin?.destroy();
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
  });

  it("needs no watcher for nothing", () => {
    expect(endWithUs([])).toBeNull();
  });
});
