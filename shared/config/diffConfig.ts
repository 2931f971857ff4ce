import { pointerTo } from "./faults.ts";

/** One place where two documents differ; `before` or `after` is left out where there is nothing. */
export interface Difference {
  /** JSON pointer. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Where two configurations differ, each place once and as deep as it goes; lists are compared place by place.
 *
 * @example diffConfig({ a: [1, 2] }, { a: [1, 3], b: 4 }); // => [{ path: "/a/1", before: 2, after: 3 }, { path: "/b", after: 4 }]
 */
export function diffConfig(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (before === after) return [];
  const [was, is] = [entriesOf(before), entriesOf(after)];
  if (was === null || is === null || Array.isArray(before) !== Array.isArray(after))
    return [
      { path: pointerTo(path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
    ];
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].flatMap((key) => diffConfig(was.get(key), is.get(key), [...path, key]));
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : null;
}
