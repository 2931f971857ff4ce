import { type ReadonlySignal, signal } from "@preact/signals";
import type { Target, Targets } from "#shared/figures/targets";
import { settings } from "../settings.ts";

/** What the marketer wants of the connected site's figures. */
export interface TargetsState {
  readonly targets: ReadonlySignal<Targets>;
  /** @param wanted see `TARGETS`; null: no target */
  set(target: Target, wanted: number | null): void;
}

/** Reads the targets and follows them: another window may set them too. */
export function createTargetsState(): TargetsState {
  const targets = signal<Targets>({});
  const read = async () => {
    targets.value = (await settings.targets.getValue())[await siteKey()] ?? {};
  };
  let writing = Promise.resolve();
  // What was stored before the last one was set is not to stand here again.
  settings.targets.watch(() => void writing.then(read));
  void read();
  return {
    targets,
    set: (target, wanted) => {
      const { [target]: _, ...others } = targets.value;
      const next = wanted === null ? others : { ...others, [target]: wanted };
      targets.value = next;
      writing = writing.then(async () => {
        const site = await siteKey();
        await settings.targets.setValue({ ...(await settings.targets.getValue()), [site]: next });
      });
    },
  };
}

async function siteKey(): Promise<string> {
  const address = await settings.address.getValue();
  return address === null ? "" : `${address.origin} ${address.site}`;
}
