import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { inRoot } from "./root.ts";
import type { Step } from "./step.ts";

/** What a step makes one of its files from. Folders are read whole, tests apart. */
export interface Sources {
  readonly inputs: readonly string[];
  /** Rooms under the inputs that never get into what is made. */
  readonly without?: readonly string[];
  /** One file that the step makes. */
  readonly output: string;
}

/** A step that knows whether what it made still matches its sources, by their content. */
export interface StampedStep extends Step {
  readonly isStale: () => Promise<boolean>;
}

/** Leaves a stamp of its sources each time the step succeeds. */
export function stamped(step: Step, sources: Sources): StampedStep {
  const stamp = inRoot("dist", "stamps", step.name.replaceAll(" ", "-"));
  const read = (path: string) => readFile(path, "utf8").catch(() => null);
  return {
    name: step.name,
    run: async () => {
      // Before it runs: what changes meanwhile must not count as built.
      const digest = await digestOf(sources);
      const outcome = await step.run();
      await mkdir(inRoot("dist", "stamps"), { recursive: true });
      await writeFile(stamp, outcome.ok ? digest : "");
      return outcome;
    },
    isStale: async () =>
      (await read(stamp)) !== (await digestOf(sources)) || (await read(inRoot(sources.output))) === null,
  };
}

async function digestOf({ inputs, without = [] }: Sources): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const path of await filesOf(input, without)) hash.update(`${path}\0`).update(await readFile(inRoot(path)));
  }
  return hash.digest("hex");
}

/** The files at a path, sorted; none where there is nothing. */
async function filesOf(path: string, without: readonly string[]): Promise<string[]> {
  const found = without.includes(path) ? null : await stat(inRoot(path)).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const names = (await readdir(inRoot(path))).filter((name) => !name.startsWith(".")).sort();
  return (await Promise.all(names.map((name) => filesOf(`${path}/${name}`, without)))).flat();
}
