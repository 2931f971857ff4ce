import type { IssuePathItem, RawCheckAddIssue, RawCheckContext } from "valibot";

/** What is wrong somewhere within an object, by the keys that lead there. */
export interface FaultWithin {
  readonly path: readonly [string, ...string[]];
  readonly message: string;
}

/**
 * What a schema checks of an object as a whole, each fault at its own place within it.
 *
 * @param faultsIn of an object whose parts are all well-formed
 */
export function faultsAt<T extends object>(faultsIn: (whole: T) => readonly FaultWithin[]) {
  return ({ dataset, addIssue }: RawCheckContext<T>): void => {
    if (!dataset.typed) return;
    for (const { path, message } of faultsIn(dataset.value)) report(addIssue, dataset.value, path, message);
  };
}

function report<T>(addIssue: RawCheckAddIssue<T>, whole: object, path: FaultWithin["path"], message: string): void {
  let within: unknown = whole;
  const [first, ...others] = path.map((key): IssuePathItem => {
    const input = { ...Object(within) };
    within = Reflect.get(Object(within), key);
    return { type: "object", origin: "value", input, key, value: within };
  });
  if (first !== undefined) addIssue({ message, path: [first, ...others] });
}
