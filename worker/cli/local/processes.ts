import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process as the system lists it; `begun` tells it from a later one that was given the same number. */
export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly begun: string;
  readonly command: string;
}

const HAS_PROC = existsSync("/proc/self/stat");

/** The process of that number; null where none lives (one that only waits to be buried is dead). */
export function processOf(pid: number): Listed | null {
  return HAS_PROC ? fromProc(pid) : (fromPs(["-p", String(pid)])[0] ?? null);
}

/** The processes that one has started. */
export function childrenOf(parent: number): Listed[] {
  const all = HAS_PROC
    ? readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (fromProc(Number(name)) ?? []) : []))
    : fromPs(["-A"]);
  return all.filter((listed) => listed.parent === parent);
}

function fromProc(pid: number): Listed | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name stands in brackets and may hold anything, so the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ").trim();
    return { pid, parent: Number(fields[1]), begun: fields[19] ?? "", command };
  } catch {
    return null;
  }
}

function fromPs(selection: readonly string[]): Listed[] {
  try {
    const text = execFileSync("ps", [...selection, "-o", "pid=,ppid=,stat=,lstart=,command="], { encoding: "utf8" });
    return text.split("\n").flatMap((line) => {
      const [, pid, parent, state, begun, command] =
        /^\s*(\d+)\s+(\d+)\s+(\S+)\s+((?:\S+\s+){5})(.*)$/.exec(line) ?? [];
      if (pid === undefined || state?.startsWith("Z")) return [];
      return [{ pid: Number(pid), parent: Number(parent), begun: begun?.trim() ?? "", command: command ?? "" }];
    });
  } catch {
    return [];
  }
}

/**
 * Ends the given processes as soon as this one is gone, however it went: a `kill -9` leaves no time to tidy up, and workerd outlives
 * who started it, keeping the port and the state. A shell waits for the end of a pipe that only we hold open.
 */
export function endWithUs(pids: readonly number[]): ChildProcess | null {
  if (process.platform === "win32" || pids.length === 0) return null;
  const script = 'trap "" HUP INT TERM; read -r _; kill -9 "$@" 2>/dev/null';
  const watcher = spawn("/bin/sh", ["-c", script, "sh", ...pids.map(String)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watcher.on("error", () => {});
  watcher.unref();
  return watcher;
}

/** The npm that runs us as its script, from the nearest parent up; null where none does. */
export function launcherOf(env: NodeJS.ProcessEnv, pid = process.ppid, steps = 4): Listed | null {
  if (env["npm_lifecycle_event"] === undefined || steps === 0) return null;
  const listed = processOf(pid);
  if (listed === null || /\bnpm\b/.test(listed.command.split(" ").slice(0, 2).join(" "))) return listed;
  return launcherOf(env, listed.parent, steps - 1);
}

/** Whether it is still the same process. */
export function isAlive({ pid, begun }: Pick<Listed, "pid" | "begun">): boolean {
  return processOf(pid)?.begun === begun;
}
