import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { build } from "esbuild";
import { endWithUs } from "../../worker/cli/local/processes.ts";
import { inRoot } from "../../worker/cli/steps/root.ts";
import { configOf, PORTS } from "./config.ts";

const START_MS = 20_000;
const POLL_MS = 50;
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** A `workerd serve` with state of its own, in a temporary folder. */
export class Runtime {
  readonly #folder: string;
  #child: ChildProcess | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes Workers and configuration. The Worker is the very bundle that is deployed. */
  static async prepare(): Promise<Runtime> {
    const folder = mkdtempSync(join(tmpdir(), "rfedge-bench-"));
    for (const name of ["rfedge", "counted", "baseline", "growthbook", "origin", "kv", "countedKv"])
      mkdirSync(join(folder, name));
    copyFileSync(inRoot("dist", "worker", "index.js"), join(folder, "rfedge.js"));
    await build({
      entryPoints: ["baseline", "counted", "growthbook", "origin", "kv"].map((name) =>
        inRoot("test", "bench", "edge", `${name}.ts`),
      ),
      outdir: folder,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2024",
      external: ["cloudflare:workers"],
      conditions: ["workerd", "worker"],
      logLevel: "silent",
    });
    const deployed = readFileSync(inRoot("wrangler.toml"), "utf8");
    const [, date = ""] = /^compatibility_date = "([\d-]+)"/m.exec(deployed) ?? [];
    const [, flags = ""] = /^compatibility_flags = \[(.*)\]/m.exec(deployed) ?? [];
    writeFileSync(join(folder, "config.capnp"), configOf({ date, flags }));
    return new Runtime(folder);
  }

  /** Starts workerd and waits until it answers. */
  async start(): Promise<void> {
    const child = spawn(workerdPath(), ["serve", "--experimental", "config.capnp"], {
      cwd: this.#folder,
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#child = child;
    if (child.pid !== undefined) endWithUs([child.pid]);
    const until = Date.now() + START_MS;
    while (!(await answers())) {
      if (child.exitCode !== null || Date.now() > until) throw new Error("workerd does not start");
      await after(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Resident memory of workerd, in bytes; null where the system does not say. */
  residentBytes(): number | null {
    try {
      const status = readFileSync(`/proc/${this.#child?.pid}/status`, "utf8");
      return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
    } catch {
      return null;
    }
  }

  /** Processor time that workerd has used so far, in milliseconds; null where the system does not say. */
  busyMs(): number | null {
    try {
      const stat = readFileSync(`/proc/${this.#child?.pid}/stat`, "latin1");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    } catch {
      return null;
    }
  }

  /** The bytes that each object of a class takes on disk, its journal included, by the object's id. */
  stored(worker: string, className: string): Map<string, number> {
    const folder = join(this.#folder, worker, className);
    const bytes = new Map<string, number>();
    for (const name of readdirSync(folder)) {
      const [, id] = /^([0-9a-f]{64})\.sqlite(-wal)?$/.exec(name) ?? [];
      // A journal is gone as soon as its object has fallen asleep.
      const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
      if (id !== undefined) bytes.set(id, (bytes.get(id) ?? 0) + size);
    }
    return bytes;
  }
}

/** The binary itself: what npm installs under that name is a script that runs it as a child. */
function workerdPath(): string {
  const ofProject = createRequire(inRoot("package.json"));
  const ofMiniflare = createRequire(ofProject.resolve("miniflare"));
  const { default: path }: { default: string } = ofMiniflare("workerd");
  return path;
}

async function answers(): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${PORTS.baseline}/hello`).catch(() => null);
  return response?.ok ?? false;
}
