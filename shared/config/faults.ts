import type { BaseIssue } from "valibot";
import type { Issue } from "../events/event.ts";
import { isForbiddenKey } from "../rules/factNames.ts";

/**
 * The JSON pointer to a place in a document (RFC 6901).
 *
 * @example pointerTo(["scoring", "rfe", "points", "a/b"]); // => "/scoring/rfe/points/a~1b"
 */
export function pointerTo(path: readonly unknown[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** More help nobody. */
const MOST_FAULTS = 100;

/** A schema's issues as faults that a marketer can read. */
export function faultsOf(issues: readonly BaseIssue<unknown>[]): Issue[] {
  return issues
    .slice(0, MOST_FAULTS)
    .map((issue) => ({ path: pointerTo((issue.path ?? []).map(({ key }) => key)), message: messageOf(issue) }));
}

/** Valibot tells what is wrong with an object as a whole in words about its types. */
function messageOf({ type, expected, received, message }: BaseIssue<unknown>): string {
  if (type === "strict_object" && expected === "never") return "is not a known key";
  if (received === "undefined") return "is missing";
  if (type === "strict_object" || type === "record") return "must be an object";
  return message.slice(0, 200);
}

/** Rules of the greatest depth fit: each level of a rule is two of JSON. */
const MAX_JSON_DEPTH = 250;

/** What no document may hold, whatever its schema: keys that reach an object's prototype, and depths that end in an overflow. */
export function structuralFaults(input: unknown, path: readonly (string | number)[] = []): Issue[] {
  if (typeof input !== "object" || input === null) return [];
  if (path.length > MAX_JSON_DEPTH) return [{ path: pointerTo(path), message: "is nested too deeply" }];
  if (Array.isArray(input)) return input.flatMap((item, index) => structuralFaults(item, [...path, index]));
  return Object.entries(input).flatMap(([key, value]) => {
    const here = [...path, key];
    return isForbiddenKey(key)
      ? [{ path: pointerTo(here), message: "is not allowed as a key" }]
      : structuralFaults(value, here);
  });
}
