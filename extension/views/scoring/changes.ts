import { DIMENSIONS } from "../../components/visitor/measures.ts";
import { isSame, type ScoringEdits } from "../../state/scoringEdits.ts";

/** One thing that is another now, as a marketer would say it. */
export type Change =
  | { readonly kind: "added" | "removed" | "name"; readonly segment: string }
  | { readonly kind: "rule"; readonly segment: string; readonly before: unknown; readonly after: unknown }
  | { readonly kind: "order"; readonly before: readonly string[]; readonly after: readonly string[] }
  | { readonly kind: "value"; readonly path: readonly string[]; readonly before: unknown; readonly after: unknown };

/** How scoring and segments differ: nothing where they are the same, else each thing once. */
export function changesIn(before: ScoringEdits, after: ScoringEdits): Change[] {
  return [...valuesIn(before.scoring, after.scoring, []), ...segmentsIn(before.segments, after.segments)];
}

type Segments = ScoringEdits["segments"];

function segmentsIn(before: Segments, after: Segments): Change[] {
  const [was, is] = [new Map(before.map((one) => [one.key, one])), new Map(after.map((one) => [one.key, one]))];
  const order = (list: Segments) => list.map(({ key }) => key).filter((key) => was.has(key) && is.has(key));
  const changed = after.flatMap(({ key, name, rule }): Change[] => {
    const old = was.get(key);
    if (old === undefined) return [{ kind: "added", segment: key }];
    return [
      ...(isSame(old.rule, rule) ? [] : [{ kind: "rule" as const, segment: key, before: old.rule, after: rule }]),
      ...(isSame(old.name, name) ? [] : [{ kind: "name" as const, segment: key }]),
    ];
  });
  const removed = before.flatMap(({ key }): Change[] => (is.has(key) ? [] : [{ kind: "removed", segment: key }]));
  const places = isSame(order(before), order(after))
    ? []
    : [{ kind: "order" as const, before: order(before), after: order(after) }];
  return [...changed, ...removed, ...places];
}

/** A list, and what one event is worth, is one value; everything else is looked into. */
function valuesIn(before: unknown, after: unknown, path: readonly string[]): Change[] {
  if (isSame(before, after)) return [];
  if (path.at(-1) === "method" && (typeof before === "string" || typeof after === "string"))
    return valuesIn(...methodsOf(before, after, path[0]), path);
  const isWorth = path[1] === "points" && path.length === 3;
  if (!isBag(before) || !isBag(after) || isWorth) return [{ kind: "value", path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => valuesIn(before[key], after[key], [...path, key]));
}

/** Methods of both by dimension, where one of them says one word for all. */
function methodsOf(before: unknown, after: unknown, family: string | undefined): [unknown, unknown] {
  const dimensions = Object.entries(DIMENSIONS).find(([key]) => key === family)?.[1] ?? [];
  const each = (methods: unknown) =>
    typeof methods === "string" ? Object.fromEntries(dimensions.map((dimension) => [dimension, methods])) : methods;
  return [each(before), each(after)];
}

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
