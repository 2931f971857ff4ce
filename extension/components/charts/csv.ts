/** A cell: a number stays a number, text is never a formula. */
export type Cell = string | number | null;

/** What is shown as a table and saved as CSV. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What spreadsheets take for a formula, also behind blanks and in full width. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/;

/**
 * A table as CSV (RFC 4180). Text that a spreadsheet would run begins with an apostrophe: it shows, and is text.
 *
 * @example csvOf({ columns: ["name", "n"], rows: [["=1+1", -2]] }); // => "name,n\r\n'=1+1,-2\r\n"
 */
export function csvOf({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
