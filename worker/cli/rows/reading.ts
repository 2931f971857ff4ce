import type { Draft, Fault } from "./draft.ts";
import { folded } from "./folded.ts";
import type { OrderReader } from "./presetOrder.ts";
import type { Fields, Place, Row } from "./row.ts";

/** A row, or the rows of one order, turned into messages; or what is wrong with it; or why it is passed over. */
export type Read = Place & { readonly rows: number } & (
    | { readonly drafts: readonly Draft[] }
    | { readonly fault: string; readonly row: unknown }
    | { readonly passed: string }
  );

/** Turns a row into its message. */
export type RowReader = (row: Row) => Read;

/** Reads rows of which each is a message. @param latest no row may lie later, epoch milliseconds */
export function rowReader(toDraft: (fields: Fields) => Draft | Fault, latest: number): RowReader {
  return (row) => {
    if ("fault" in row) return { ...row, rows: 1 };
    const { line, bytes, fields } = row;
    const draft = toDraft(fields);
    if ("fault" in draft) return { line, bytes, rows: 1, fault: draft.fault, row: fields };
    const fault = futureFault(draft, latest);
    return fault === null ? { line, bytes, rows: 1, drafts: [draft] } : { line, bytes, rows: 1, fault, row: fields };
  };
}

/** Reads the rows of a shop's export, order by order. @param column where the order's id stands */
export async function* readOrders(
  rows: AsyncIterable<Row>,
  { column, ofOrder, latest }: { column: string; ofOrder: OrderReader; latest: number },
): AsyncGenerator<Read> {
  for await (const fold of folded(rows, column)) {
    if ("fault" in fold) {
      const { line, bytes, fault, row } = fold;
      yield { line, bytes, rows: 1, fault, row };
      continue;
    }
    const { line, bytes, rows: lines } = fold;
    const order = ofOrder(lines);
    const fault = "fault" in order ? order.fault : "drafts" in order ? futureFault(order.drafts[0], latest) : null;
    if (fault !== null) yield { line, bytes, rows: lines.length, fault, row: lines.length === 1 ? lines[0] : lines };
    else if (!("fault" in order)) yield { line, bytes, rows: lines.length, ...order };
  }
}

function futureFault(draft: Draft | undefined, latest: number): string | null {
  return draft === undefined || draft.at <= latest ? null : `${new Date(draft.at).toISOString()} lies in the future`;
}
