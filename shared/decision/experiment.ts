import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

/** What of a snippet its experiment goes by. */
type Member = Pick<Snippet, "key" | "rule" | "from" | "until" | "experiment" | "weight">;

/** A snippet of an experiment, and the buckets of those who are dealt it: from `from` up to, and without, `to`. */
export interface ExperimentArm {
  readonly snippet: string;
  readonly from: number;
  readonly to: number;
}

/** The experiments of a slot, in the order in which they are first written. */
export function experimentsIn({ snippets }: { readonly snippets: readonly Member[] }): string[] {
  return [...new Set(snippets.flatMap(({ experiment }) => (experiment == null ? [] : [experiment])))];
}

/**
 * Who is dealt which snippet of an experiment: stretches of the buckets from 0 to 100, as long as the weights say.
 *
 * @example armsOf({ snippets: [{ key: "a", experiment: "e" }, { key: "b", experiment: "e", weight: 3 }] }, "e")[1]; // => { snippet: "b", from: 25, to: 100 }
 */
export function armsOf(
  { snippets }: { readonly snippets: readonly Pick<Member, "key" | "experiment" | "weight">[] },
  experiment: string,
): ExperimentArm[] {
  const members = snippets.filter((one) => one.experiment === experiment);
  const whole = members.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let before = 0;
  return members.map(({ key, weight = 1 }) => {
    const from = (100 * before) / whole;
    before += weight;
    return { snippet: key, from, to: (100 * before) / whole };
  });
}

/** The snippet of an experiment that a bucket is dealt. */
export function dealtTo(slot: Slot, experiment: string, bucket: number): Snippet | undefined {
  let known = ARMS.get(slot)?.get(experiment);
  if (known === undefined) {
    known = armsOf(slot, experiment);
    ARMS.set(slot, new Map([...(ARMS.get(slot) ?? []), [experiment, known]]));
  }
  const { snippet } = known.find(({ to }) => bucket < to) ?? known.at(-1) ?? {};
  return slot.snippets.find(({ key }) => key === snippet);
}

/** Kept per published slot, which never changes. */
const ARMS = new WeakMap<Slot, ReadonlyMap<string, readonly ExperimentArm[]>>();

/** What is wrong with an experiment: the place of the snippet in the list, the key that is at fault, and what must be. */
export interface ExperimentFault {
  readonly index: number;
  readonly key: "experiment" | "rule" | "from" | "until";
  readonly message: string;
}

/** Where experiments compare what is not alike, or nothing. */
export function experimentFaults(snippets: readonly Member[]): ExperimentFault[] {
  return experimentsIn({ snippets }).flatMap((experiment): ExperimentFault[] => {
    const places = snippets.flatMap((one, index) => (one.experiment === experiment ? [index] : []));
    const [first = 0, ...others] = places;
    if (others.length === 0)
      return [{ index: first, key: "experiment", message: "needs another snippet of the slot to compare with" }];
    return others.flatMap((index) =>
      (["rule", "from", "until"] as const)
        .filter((key) => JSON.stringify(snippets[index]?.[key]) !== JSON.stringify(snippets[first]?.[key]))
        .map((key) => ({ index, key, message: `must be that of ${snippets[first]?.key}, the experiment’s first` })),
    );
  });
}
