import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { Failure } from "../failure.ts";
import { isAlive, launcherOf, processOf } from "./processes.ts";
import type { StateFolder } from "./stateFolder.ts";

const ProcessSchema = v.object({ pid: v.number(), begun: v.string() });
const LockSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ ...ProcessSchema.entries, launcher: v.nullable(ProcessSchema) }),
);

const FILE = "process.json";
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Makes this process the only one on a folder: two would spoil each other's state.
 * One whose npm has been killed is already on its way out and is waited for, then ended.
 */
export async function lockFolder(folder: StateFolder): Promise<void> {
  const held = v.safeParse(LockSchema, folder.read(FILE) ?? "");
  if (held.success && held.output.pid !== process.pid && isAlive(held.output)) {
    const { pid, launcher } = held.output;
    if (launcher === null || isAlive(launcher))
      throw new Failure(
        `the state folder ${folder.path} is in use by process ${pid}: stop it, or choose another with --data`,
      );
    await untilGone(held.output);
  }
  const launcher = launcherOf(process.env);
  const begun = processOf(process.pid)?.begun ?? "";
  folder.write(
    FILE,
    JSON.stringify({ pid: process.pid, begun, launcher: launcher && { pid: launcher.pid, begun: launcher.begun } }),
  );
}

async function untilGone(holder: { pid: number; begun: string }): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    if (!isAlive(holder)) return;
    await wait(LOOK_EVERY_MS);
  }
  process.kill(holder.pid, "SIGKILL");
}

/** Calls back once the npm that runs us is gone: its terminal has nobody to stop us any more. */
export function watchLauncher(onGone: () => void): void {
  const launcher = launcherOf(process.env);
  if (launcher === null) return;
  const timer = setInterval(() => {
    if (isAlive(launcher)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}
