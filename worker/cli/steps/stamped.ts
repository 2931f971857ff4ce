import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { DISK, type Disk } from "./disk.ts";
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
  readonly isStale: (disk?: Disk) => Promise<boolean>;
}

/** Leaves a stamp of its sources each time the step succeeds. */
export function stamped(step: Step, sources: Sources): StampedStep {
  const stamp = inRoot("dist", "stamps", step.name.replaceAll(" ", "-"));
  const textOf = (path: string) => readFile(path, "utf8").catch(() => null);
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
    isStale: async (disk) =>
      (await textOf(stamp)) !== (await digestOf(sources, disk)) || (await textOf(inRoot(sources.output))) === null,
  };
}

async function digestOf({ inputs, without = [] }: Sources, disk: Disk = DISK): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const path of await filesOf(input, without, disk)) hash.update(`${path}\0`).update(await disk.read(path));
  }
  return hash.digest("hex");
}

/** The files at a path, sorted; none where there is nothing. */
async function filesOf(path: string, without: readonly string[], disk: Disk): Promise<string[]> {
  const found = without.includes(path) ? "nothing" : await disk.look(path);
  if (found === "nothing") return [];
  if (found === "file") return isSource(path) ? [path] : [];
  const inside = found.map(({ name, isFolder }) => {
    const own = `${path}/${name}`;
    if (isFolder) return filesOf(own, without, disk);
    return without.includes(own) || !isSource(name) ? [] : [own];
  });
  return (await Promise.all(inside)).flat();
}

function isSource(path: string): boolean {
  return !/\.test\.tsx?$/.test(path);
}
