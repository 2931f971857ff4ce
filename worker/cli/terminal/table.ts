/**
 * Rows under their columns, for a terminal: numbers to the right, texts to the left, what is too long cut off.
 *
 * @param rows a text for each column
 */
export function tableOf(columns: readonly string[], rows: readonly (readonly string[])[], widest = 40): string {
  const cells = [columns, ...rows].map((row) => columns.map((_, place) => shortened(row[place] ?? "", widest)));
  const widths = columns.map((_, place) => Math.max(...cells.map((row) => row[place]?.length ?? 0)));
  const isNumber = columns.map((_, place) => rows.every((row) => /^[$-]?[\d,.]*$/.test(row[place] ?? "")));
  const lineOf = (row: readonly string[]) =>
    row
      .map((text, place) => (isNumber[place] ? text.padStart(widths[place] ?? 0) : text.padEnd(widths[place] ?? 0)))
      .join("  ")
      .trimEnd();
  return cells.map(lineOf).join("\n");
}

/** A line break or a control sequence in a cell must not reach the terminal. */
function shortened(text: string, widest: number): string {
  const line = text.replace(/\p{C}+/gu, " ");
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
}
