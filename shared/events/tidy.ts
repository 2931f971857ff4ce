import { type Bag, bagOf, type Issue } from "./event.ts";

/** How much structure a piece of JSON may have. */
export interface Bounds {
  /** Objects and lists within one another; the outermost is 1. */
  readonly depth: number;
  /** Characters of a property's name. */
  readonly nameLength: number;
  /** Properties and elements in all. */
  readonly properties: number;
}

/** What one event may have. */
export const EVENT_BOUNDS: Bounds = { depth: 8, nameLength: 255, properties: 10_000 };

const POISON = /(?:^|\.)(?:__proto__|constructor|prototype)(?:\.|$)/;

interface Walk {
  readonly bounds: Bounds;
  seen: number;
}

/**
 * Removes, in place, whatever bears a name that could reach a prototype, at any depth and in dotted paths too.
 *
 * @param value as `JSON.parse` gave it
 * @returns the first fault against the bounds, its path a JSON pointer; null where there is none
 */
export function tidy(value: unknown, bounds: Bounds): Issue | null {
  return tidyAt(value, 1, { bounds, seen: 0 });
}

function tidyAt(value: unknown, depth: number, walk: Walk): Issue | null {
  if (typeof value !== "object" || value === null) return null;
  if (depth > walk.bounds.depth) return { path: "", message: `nests deeper than ${walk.bounds.depth}` };
  return Array.isArray(value) ? tidyList(value, depth, walk) : tidyBag(bagOf(value), depth, walk);
}

function tidyList(list: readonly unknown[], depth: number, walk: Walk): Issue | null {
  walk.seen += list.length;
  if (walk.seen > walk.bounds.properties)
    return { path: "", message: `has more than ${walk.bounds.properties} properties` };
  for (const [index, element] of list.entries()) {
    const fault = tidyAt(element, depth + 1, walk);
    if (fault) return under(index, fault);
  }
  return null;
}

function tidyBag(bag: Bag, depth: number, walk: Walk): Issue | null {
  // What JSON gives inherits nothing that is listed, and a list of its own would cost more than the look.
  for (const name in bag) {
    if (isPoison(name)) {
      Reflect.deleteProperty(bag, name);
      continue;
    }
    const value = bag[name];
    walk.seen += 1;
    if (walk.seen > walk.bounds.properties)
      return { path: "", message: `has more than ${walk.bounds.properties} properties` };
    if (name.length > walk.bounds.nameLength)
      return { path: "", message: `has a name of more than ${walk.bounds.nameLength} characters` };
    if (typeof value !== "object" || value === null) continue;
    const fault = tidyAt(value, depth + 1, walk);
    if (fault) return under(name, fault);
  }
  return null;
}

/** Paths are made on the way back from a fault: there almost never is one. */
function under(step: string | number, { path, message }: Issue): Issue {
  return { path: `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}${path}`, message };
}

/** The cheap question first: almost no name contains either word. */
function isPoison(name: string): boolean {
  return (name.includes("proto") || name.includes("constructor")) && POISON.test(name);
}
