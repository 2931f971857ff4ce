import { Failure } from "../failure.ts";
import { buildParts } from "../steps/buildSteps.ts";
import { type Disk, diskAtRest } from "../steps/disk.ts";
import { runSteps } from "../steps/runSteps.ts";
import type { StampedStep } from "../steps/stamped.ts";

/**
 * Builds what does not match its sources any more.
 *
 * @throws Failure where a part cannot be built; what is wrong has been said
 */
export async function buildStale(): Promise<void> {
  const disk = diskAtRest();
  const groups = await Promise.all(buildParts().map((steps) => staleOf(steps, disk)));
  const names = groups.flat().map(({ name }) => name);
  if (names.length === 0) return;
  const { ok } = await runSteps(groups);
  if (!ok) throw new Failure(`${names.join(", ")}: not everything could be built, see above`);
}

async function staleOf(steps: readonly StampedStep[], disk: Disk): Promise<StampedStep[]> {
  const isStale = await Promise.all(steps.map((step) => step.isStale(disk)));
  return steps.filter((_, index) => isStale[index]);
}
