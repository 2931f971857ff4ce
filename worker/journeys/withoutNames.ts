import type { SightingRow } from "../objects/site/sightingStore.ts";
import type { Held } from "./exportVisitor.ts";

/** Who acts by a word of ours, and what a visitor is told that they are. Whoever is called otherwise holds a token. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["visitor", "visitor"],
  ["server", "server"],
  ["root", "operator"],
]);

/**
 * What is held about a person as that person may have it: of whoever has looked or done something it says what kind of somebody that was, and when, and
 * not how many of a kind.
 */
export function withoutNames(held: Held): Held {
  const sightings = new Map<string, SightingRow>();
  for (const sighting of held.sightings) {
    const { day, visitor, how, first, last } = sighting;
    const actor = kindOf(sighting.actor);
    const key = JSON.stringify([day, actor, visitor, how]);
    const same = sightings.get(key) ?? sighting;
    sightings.set(key, { ...sighting, actor, first: Math.min(first, same.first), last: Math.max(last, same.last) });
  }
  return {
    ...held,
    deeds: held.deeds.map((deed) => ({ ...deed, actor: kindOf(deed.actor) })),
    sightings: [...sightings.values()],
  };
}

function kindOf(actor: string): string {
  return KINDS.get(actor) ?? "marketer";
}
