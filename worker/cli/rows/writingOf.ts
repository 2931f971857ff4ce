import { Failure } from "../failure.ts";
import { createDateEvidence, type DateStyle } from "./dateStyle.ts";
import { createDecimalEvidence, type DecimalStyle } from "./decimalStyle.ts";
import type { Writing } from "./orderMessage.ts";
import type { Row } from "./row.ts";

/** Where a file's dates and amounts stand, and what its user has said of them; null: nothing. */
export interface Looking {
  readonly name: string;
  readonly dates: readonly string[];
  readonly amounts: readonly string[];
  /** What an amount such as 1.234 is where no other tells; null: that cannot be told. */
  readonly decimal: DecimalStyle | null;
  readonly asked: { readonly dates: DateStyle | null; readonly decimal: DecimalStyle | null };
}

/** Rows that are looked at in any case; while they tell nothing, further ones are. */
const LOOKED_AT = 1_000;

/**
 * Tells from a file's rows how it writes dates and amounts.
 *
 * @throws Failure where they could be read in two ways
 */
export async function writingOf(
  rows: AsyncIterable<Row>,
  { name, dates, amounts, decimal, asked }: Looking,
): Promise<Writing> {
  if (asked.dates !== null && asked.decimal !== null) return { dates: asked.dates, decimal: asked.decimal };
  const [dated, counted] = [createDateEvidence(), createDecimalEvidence()];
  let seen = 0;
  for await (const row of rows) {
    if (!("fields" in row)) continue;
    for (const column of dates) dated.see(row.fields[column]);
    for (const column of amounts) counted.see(row.fields[column]);
    seen += 1;
    if (seen < LOOKED_AT || seen % LOOKED_AT > 0) continue;
    if ((asked.dates ?? dated.verdict()) !== null && (asked.decimal ?? counted.verdict(decimal)) !== null) break;
  }
  const found = { dates: asked.dates ?? dated.verdict(), decimal: asked.decimal ?? counted.verdict(decimal) };
  if (found.dates === null)
    throw new Failure(`${name}: its dates may have the day or the month first: --date-format d/m/yyyy or m/d/yyyy`);
  if (found.decimal === null)
    throw new Failure(`${name}: its amounts may be 1,234.56 or 1.234,56: --decimal point or --decimal comma`);
  return { dates: found.dates, decimal: found.decimal };
}
