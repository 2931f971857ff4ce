import { type Draft, finished } from "../rows/draft.ts";
import type { Source } from "../rows/source.ts";
import type { Parcel } from "./chunks.ts";
import type { Ledger } from "./ledger.ts";

/** The largest event that the Worker takes. */
const LARGEST_BYTES = 32_768;
const ORDERS: readonly unknown[] = ["Order Completed", "purchase"];

export interface Packing {
  readonly site: string;
  readonly shiftMs: number;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

/** A file's messages, ready to be sent; what cannot be sent is put to the account. */
export async function* parcelsOf(source: Source, packing: Packing): AsyncGenerator<Parcel> {
  const { ledger, signal } = packing;
  for await (const read of source.read()) {
    signal.throwIfAborted();
    ledger.read(read);
    if ("fault" in read) ledger.reject(read.line, read.fault, read.row);
    if (!("drafts" in read)) continue;
    const parcels = read.drafts.map((draft) => parcelOf(draft, read.line, packing));
    if (parcels.every(({ json }) => Buffer.byteLength(json) <= LARGEST_BYTES)) yield* parcels;
    else ledger.reject(read.line, `is larger than ${LARGEST_BYTES} bytes`, null);
  }
}

function parcelOf(draft: Draft, line: number, { site, shiftMs }: Packing): Parcel {
  return {
    holder: JSON.stringify(draft.holder).slice(1, -1),
    line,
    isOrder: ORDERS.includes(draft.message["event"]),
    json: JSON.stringify(finished(draft, { site, line, shiftMs })),
  };
}

/** The instant of the last row that can be read, by which a file is shifted; null: there is none. */
export async function latestIn(source: Source, signal: AbortSignal): Promise<number | null> {
  let latest: number | null = null;
  for await (const read of source.read()) {
    signal.throwIfAborted();
    if (!("drafts" in read)) continue;
    for (const { at } of read.drafts) latest = Math.max(at, latest ?? at);
  }
  return latest;
}
