import { experimentsIn } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import type { Snippet } from "#shared/decision/snippet";
import {
  asOrdinary,
  changed,
  duplicateSnippet,
  freeKey,
  moveSnippet,
  type SnippetPlace,
  withoutLoneArms,
  withSlot,
  withSnippet,
} from "./editSlots.ts";

/** What all snippets of an experiment have in common. */
const SHARED = ["rule", "from", "until"] as const;

/** The places of an experiment's snippets: the first one is what the others are compared with. */
export function armPlaces(slot: Slot | undefined, experiment: string): number[] {
  return (slot?.snippets ?? []).flatMap((one, index) => (one.experiment === experiment ? [index] : []));
}

/** The places of a slot's snippets that no experiment has. */
export function freePlaces(slot: Slot | undefined): number[] {
  return (slot?.snippets ?? []).flatMap((one, index) => (one.experiment == null ? [index] : []));
}

/**
 * Compares a snippet with another of its slot.
 *
 * @param other where the other one is; null: a copy of the first, to be changed
 * @returns what the experiment is called, too; null: there is no such snippet
 */
export function beginExperiment(
  slots: readonly Slot[],
  first: SnippetPlace,
  other: number | null,
): { slots: Slot[]; experiment: string } | null {
  const slot = slots[first.slot];
  if (slot?.snippets[first.snippet] === undefined) return null;
  const experiment = freeKey("experiment", experimentsIn(slot));
  const began = withSnippet(slots, first, (one) => changed(one, { experiment, weight: 1 }));
  return { slots: addArm(began, first.slot, experiment, other), experiment };
}

/** Takes another snippet into an experiment, last; null: a copy of the first. It is then for the same people, at the same time. */
export function addArm(slots: readonly Slot[], slot: number, experiment: string, other: number | null): Slot[] {
  const places = armPlaces(slots[slot], experiment);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return [...slots];
  if (other === null) {
    const doubled = duplicateSnippet(slots, { slot, snippet: first });
    return moveSnippet(doubled, { slot, snippet: first + 1 }, last - first).slots;
  }
  const { rule, from, until } = slots[slot]?.snippets[first] ?? {};
  const taken = withSnippet(slots, { slot, snippet: other }, (one) =>
    changed<Snippet>(one, { rule, from, until, experiment, weight: 1 } as Partial<Snippet>),
  );
  // It stands behind the first, which the others are compared with.
  return other > last ? taken : moveSnippet(taken, { slot, snippet: other }, last - other).slots;
}

/** Changes a snippet; for whom and when changes for all snippets of its experiment alike. */
export function changeTogether(
  slots: readonly Slot[],
  place: SnippetPlace,
  changes: { readonly [K in keyof Snippet]?: Snippet[K] | undefined },
): Slot[] {
  const experiment = slots[place.slot]?.snippets[place.snippet]?.experiment;
  const shared = Object.fromEntries(Object.entries(changes).filter(([key]) => SHARED.some((one) => one === key)));
  const all = experiment == null ? [] : armPlaces(slots[place.slot], experiment);
  return all
    .filter((snippet) => snippet !== place.snippet)
    .reduce<Slot[]>(
      (done, snippet) => withSnippet(done, { slot: place.slot, snippet }, (one) => changed<Snippet>(one, shared)),
      withSnippet(slots, place, (one) => changed(one, changes)),
    );
}

/** Calls an experiment otherwise. */
export function renameExperiment(slots: readonly Slot[], slot: number, before: string, experiment: string): Slot[] {
  return withSlot(slots, slot, (one) => ({
    ...one,
    snippets: one.snippets.map((each) => (each.experiment === before ? { ...each, experiment } : each)),
  }));
}

/** Takes a snippet out of its experiment; of one that nothing is left to compare in, the last one, too. */
export function leaveExperiment(slots: readonly Slot[], place: SnippetPlace): Slot[] {
  return withSlot(slots, place.slot, (slot) => ({
    ...slot,
    snippets: withoutLoneArms(slot.snippets.map((one, index) => (index === place.snippet ? asOrdinary(one) : one))),
  }));
}

/** Ends an experiment: one of its snippets stays, like any other, where the first one stood. */
export function stopExperiment(slots: readonly Slot[], slot: number, experiment: string, kept: number): Slot[] {
  return withSlot(slots, slot, (one) => {
    const [first] = armPlaces(one, experiment);
    const stays = one.snippets[kept];
    return {
      ...one,
      snippets: one.snippets.flatMap((each, index) =>
        index === first && stays !== undefined ? [asOrdinary(stays)] : each.experiment === experiment ? [] : [each],
      ),
    };
  });
}
