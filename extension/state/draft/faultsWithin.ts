import type { Fault } from "#shared/wire/problem";

/**
 * The faults that stand at a place of a document or beneath it, with what is left of their paths.
 *
 * @param place a JSON pointer
 * @example faultsWithin([{ path: "/slots/1/key", message: "is missing" }], "/slots/1"); // => [{ path: "/key", message: "is missing" }]
 * @example faultsWithin([{ path: "/slots/10/key", message: "is missing" }], "/slots/1"); // => []
 */
export function faultsWithin(faults: readonly Fault[], place: string): Fault[] {
  return faults
    .filter(({ path }) => path === place || path.startsWith(`${place}/`))
    .map(({ path, message }) => ({ path: path.slice(place.length), message }));
}
