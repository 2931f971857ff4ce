import type { Fields, Place, Row } from "./row.ts";

/** Rows that stand one after the other and concern one order. */
export interface Fold extends Place {
  readonly rows: readonly Fields[];
}

/** Puts the rows of one order together, where they follow one another; a row that cannot be read goes through by itself. */
export async function* folded(
  rows: AsyncIterable<Row>,
  column: string,
): AsyncGenerator<Fold | Extract<Row, { fault: string }>> {
  let open: { id: string; line: number; bytes: number; rows: Fields[] } | null = null;
  for await (const row of rows) {
    if ("fault" in row) {
      yield row;
      continue;
    }
    const id = String(row.fields[column] ?? "").trim();
    if (open !== null && id !== "" && id === open.id) {
      open.rows.push(row.fields);
      open.bytes = row.bytes;
      continue;
    }
    if (open !== null) yield open;
    open = { id, line: row.line, bytes: row.bytes, rows: [row.fields] };
  }
  if (open !== null) yield open;
}
