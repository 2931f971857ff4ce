import type { Counted } from "#shared/figures/counters";
import type { PastExposure, PastOrder, PastSegment, VisitorRow } from "#shared/figures/row";

/** What the `row` column holds: the pasts have columns of their own, as they are read without the rest. */
export type StoredRow = Omit<VisitorRow, "segments" | "pastOrders" | "exposures">;

/** The columns that are counted, as they stand in the table. */
export type CountedColumns = {
  segment: string | null;
  audiences: string;
  scores: string;
  tiers: string;
  orders: number;
  productsMilli: number;
  revenueMinor: number;
};

/** The column of each value, in the order RFM, RFE, RFD. */
export const VALUE_COLUMNS = [
  ...["rfmRecency", "rfmFrequency", "rfmMonetary"],
  ...["rfeRecency", "rfeFrequency", "rfeEngagement"],
  ...["rfdRecency", "rfdFrequency", "rfdDuration"],
] as const;

/** What is counted of a row in the table; null where its visitor was removed. */
export function countedIn({ segment, audiences, ...columns }: CountedColumns): Counted | null {
  const { scores, tiers, orders, productsMilli, revenueMinor } = columns;
  if (segment === null) return null;
  return { segment, audiences: JSON.parse(audiences), scores, tiers, orders, productsMilli, revenueMinor };
}

/** The row that was delivered, put together from its columns. */
export function rowIn(columns: { row: string; segments: string; pastOrders: string; exposures: string }): VisitorRow {
  const row: StoredRow = JSON.parse(columns.row);
  const segments: PastSegment[] = JSON.parse(columns.segments);
  const pastOrders: PastOrder[] = JSON.parse(columns.pastOrders);
  const exposures: PastExposure[] = JSON.parse(columns.exposures);
  return { ...row, segments, pastOrders, exposures };
}
