/** A row's fields by name; in CSV all are text. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where a row stands: its line (the last one, if a quoted field spans several), and the file's bytes up to its end. */
export interface Place {
  readonly line: number;
  readonly bytes: number;
}

/** One row as it was read: its fields, or what is wrong with it and as much of it as there is. */
export type Row = Place & ({ readonly fields: Fields } | { readonly fault: string; readonly row: unknown });

/** Names that would reach into every object's prototype; no field may have one. */
export const UNSAFE_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
