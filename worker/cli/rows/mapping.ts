import { Failure } from "../failure.ts";
import type { Fields } from "./row.ts";

/** Field → the column it stands in. */
export type Mapping = ReadonlyMap<string, string>;

/**
 * Reads `--map`.
 *
 * @param text `field=column,field=column`
 * @throws Failure where a part is not of that form or names a field twice
 */
export function parseMapping(text: string): Mapping {
  const mapping = new Map<string, string>();
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const at = part.indexOf("=");
    const field = part.slice(0, Math.max(at, 0)).trim();
    const column = part.slice(at + 1).trim();
    if (field === "" || column === "") throw new Failure(`--map wants field=column, got "${part.trim()}"`);
    if (mapping.has(field)) throw new Failure(`--map names ${field} twice`);
    mapping.set(field, column);
  }
  return mapping;
}

/** The same fields under the names of the mapping; a mapped column loses its own name, others keep theirs. */
export function renamed(fields: Fields, mapping: Mapping): Fields {
  if (mapping.size === 0) return fields;
  const taken = new Set(mapping.values());
  const kept = Object.entries(fields).filter(([name]) => !taken.has(name) && !mapping.has(name));
  return Object.fromEntries([...kept, ...[...mapping].map(([field, column]) => [field, fields[column]])]);
}

/** What a file must have, and does it? */
export interface ColumnCheck {
  readonly file: string;
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  /** Fields without which no row can be read. */
  readonly required: readonly string[];
  /** Every field that `--map` may name; null: any. */
  readonly known: readonly string[] | null;
}

/** Refuses a file that lacks columns: one line with all their names. */
export function requireColumns({ file, columns, mapping, required, known }: ColumnCheck): void {
  const unknown = [...mapping.keys()].filter((field) => known !== null && !known.includes(field));
  if (unknown.length > 0)
    throw new Failure(`--map: there is no field ${unknown.join(", ")}; the fields are ${known?.join(", ")}`);
  const wanted = [...required.map((field) => mapping.get(field) ?? field), ...mapping.values()];
  const missing = [...new Set(wanted)].filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  const plural = missing.length === 1 ? "column" : "columns";
  throw new Failure(
    `${file} lacks the ${plural} ${missing.join(", ")}; it has ${columns.join(", ")} (--map field=column)`,
  );
}
