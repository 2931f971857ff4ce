/**
 * What is said anew, in which all that says the same as before is the very same object: whoever shows that has nothing to do.
 * Members of a list that have a `messageId` are known by it, others by their place.
 *
 * @param before what was said last, plain data
 * @param after what is said now, plain data; it is not changed
 */
export function keepSame<T>(before: unknown, after: T): T;
export function keepSame(before: unknown, after: unknown): unknown {
  if (before === after || !isBag(before) || !isBag(after)) return Object.is(before, after) ? before : after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return keptList(before, after);
  const was = (name: string) => (Object.hasOwn(before, name) ? before[name] : NOTHING);
  const kept = Object.entries(after).map(([name, value]) => [name, keepSame(was(name), value)] as const);
  const isSame = kept.length === Object.keys(before).length && kept.every(([name, value]) => was(name) === value);
  return isSame ? before : Object.fromEntries(kept);
}

/** No data is it: keys may be any word, `toString` too. */
const NOTHING = Symbol();

type Bag = Readonly<Record<string, unknown>>;

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null;
}

function keptList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const known = new Map(before.map((member, place) => [nameOf(member, place), member]));
  const kept = after.map((member, place) => keepSame(known.get(nameOf(member, place)), member));
  return kept.length === before.length && kept.every((member, place) => member === before[place]) ? before : kept;
}

function nameOf(member: unknown, place: number): unknown {
  return (isBag(member) ? member["messageId"] : undefined) ?? place;
}
