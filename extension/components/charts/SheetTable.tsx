import { useSpeech } from "../speech.ts";
import type { Cell, Sheet } from "./csv.ts";

/** How a column is written; text and counts need no saying. */
export type Format = "text" | "count" | "money" | "share" | "signed";

interface Props {
  readonly label: string;
  readonly sheet: Sheet;
  readonly formats: readonly Format[];
  readonly currency: string | null;
  /** Rows beyond these are in the CSV. */
  readonly most?: number;
  readonly say?: (left: string) => string;
}

/** A chart's twin: the same figures as a table, which scrolls and so can be reached by keyboard. */
export function SheetTable({ label, sheet, formats, currency, most = 60, say }: Props) {
  const spoken = useSpeech();
  const write = (cell: Cell, format: Format | undefined): string => {
    if (cell === null) return spoken.words.none;
    if (typeof cell === "string") return cell;
    if (format === "money") return spoken.money(cell, currency);
    if (format === "share") return spoken.share(cell);
    return format === "signed" ? spoken.signed(cell) : spoken.exact(cell);
  };
  const isFigure = (column: number) => (formats[column] ?? "text") !== "text";
  const left = sheet.rows.length - most;
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      <table class="sheet">
        <thead>
          <tr>
            {sheet.columns.map((column, index) => (
              <th key={column} scope="col" class={isFigure(index) ? "figure" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.slice(0, most).map((row, place) => (
            <tr key={place}>
              {row.map((cell, index) => (
                <td key={index} class={isFigure(index) ? "figure" : undefined}>
                  {write(cell, formats[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && say !== undefined && <p class="quiet">{say(spoken.exact(left))}</p>}
    </section>
  );
}
