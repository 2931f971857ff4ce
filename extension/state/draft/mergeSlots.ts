import { diffConfig } from "#shared/config/diffConfig";
import type { Slot } from "#shared/decision/slot";

/** Something that was changed on both sides, each in its own way. */
export interface Clash {
  /** Null: the library. */
  readonly slot: string | null;
  /** A snippet's key, or a piece's; null: the slot itself. */
  readonly snippet: string | null;
}

interface MergedSlots {
  readonly slots: Slot[];
  /** Where both sides changed the same: mine stands there. */
  readonly clashes: readonly Clash[];
}

/**
 * My changes upon theirs: each snippet that I changed, added, removed or moved is as I have it, all others are as they have them.
 *
 * @param base what both began with
 */
export function mergeSlots(base: readonly Slot[], mine: readonly Slot[], theirs: readonly Slot[]): MergedSlots {
  const clashes: Clash[] = [];
  const slots = mergeLists(base, mine, theirs, {
    both: (was, my, their) => mergeSlot(was, my, their, clashes),
    clash: ({ key }) => clashes.push({ slot: key, snippet: null }),
  });
  return { slots, clashes };
}

/** Whether two parts of a configuration say the same, however they are written. */
export function isSame(one: unknown, other: unknown): boolean {
  return diffConfig(one, other).length === 0;
}

function mergeSlot(base: Slot | undefined, mine: Slot, theirs: Slot, clashes: Clash[]): Slot {
  const { snippets: was = [], ...before } = base ?? {};
  const { snippets: my, ...own } = mine;
  const { snippets: their, ...other } = theirs;
  const fields = mergeFields(before, { ...own }, { ...other });
  if (fields.isClash) clashes.push({ slot: mine.key, snippet: null });
  const clash = ({ key }: { key: string }) => clashes.push({ slot: mine.key, snippet: key });
  const snippets = mergeWholes(was, my, their, clash);
  return { ...own, ...fields.whole, key: mine.key, snippets } as Slot;
}

/** Lists of what is changed as a whole: my changes upon theirs. @param clash both changed it, or one removed what the other changed */
export function mergeWholes<T extends Keyed>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  clash: (item: T) => void,
): T[] {
  return mergeLists(base, mine, theirs, {
    both: (was, my, their) => {
      if (isSame(my, their) || isSame(was, their)) return my;
      if (isSame(was, my)) return their;
      clash(my);
      return my;
    },
    clash,
  });
}

type Fields = Readonly<Record<string, unknown>>;

function mergeFields(base: Fields, mine: Fields, theirs: Fields): { whole: Fields; isClash: boolean } {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  let isClash = false;
  const entries = keys.flatMap((key): [string, unknown][] => {
    const isMine = !isSame(base[key], mine[key]);
    const isTheirs = !isSame(base[key], theirs[key]);
    if (isMine && isTheirs && !isSame(mine[key], theirs[key])) isClash = true;
    const value = isMine ? mine[key] : theirs[key];
    return value === undefined ? [] : [[key, value]];
  });
  return { whole: Object.fromEntries(entries), isClash };
}

interface Keyed {
  readonly key: string;
}

interface How<T> {
  readonly both: (base: T | undefined, mine: T, theirs: T) => T;
  /** One side removed what the other changed. */
  readonly clash: (item: T) => void;
}

function mergeLists<T extends Keyed>(base: readonly T[], mine: readonly T[], theirs: readonly T[], how: How<T>): T[] {
  const [was, my, their] = [byName(base), byName(mine), byName(theirs)];
  const merged = new Map<string, T>();
  for (const name of new Set([...my.keys(), ...their.keys(), ...was.keys()])) {
    const item = mergeOne(was.get(name), my.get(name), their.get(name), how);
    if (item !== undefined) merged.set(name, item);
  }
  return orderOf([...was.keys()], [...my.keys()], [...their.keys()]).flatMap((name) => merged.get(name) ?? []);
}

function mergeOne<T>(was: T | undefined, mine: T | undefined, theirs: T | undefined, how: How<T>): T | undefined {
  if (mine !== undefined && theirs !== undefined) return how.both(was, mine, theirs);
  if (was === undefined) return mine ?? theirs;
  const left = mine ?? theirs;
  if (left === undefined || isSame(was, left)) return undefined;
  how.clash(left);
  // Whoever removed it, what I have stands: gone, or as I changed it.
  return mine;
}

/** The order of all names: mine where I moved something, else theirs; what only the other has stands behind what it stood behind there. */
function orderOf(was: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const common = (names: readonly string[], others: readonly string[]) => names.filter((name) => others.includes(name));
  const isMoved = !isSame(common(mine, was), common(was, mine));
  const [lead, other] = isMoved ? [mine, theirs] : [theirs, mine];
  const order = [...lead];
  for (const [index, name] of other.entries()) {
    if (order.includes(name)) continue;
    const before = other[index - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  }
  return order;
}

/** While a key is typed two may share one: then the second is another all the same. */
function byName<T extends Keyed>(items: readonly T[]): Map<string, T> {
  const names = new Map<string, T>();
  for (const item of items) {
    let name = item.key;
    while (names.has(name)) name += " ";
    names.set(name, item);
  }
  return names;
}
