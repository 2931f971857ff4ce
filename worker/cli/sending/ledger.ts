import type { ImportAnswer } from "#shared/wire/import";
import type { Read } from "../rows/reading.ts";
import type { Rejects } from "../rows/rejects.ts";
import { countOf, type Step } from "../terminal/progress.ts";
import type { Batch, Parcel } from "./chunks.ts";
import { countHolders } from "./holders.ts";

/** What an import came to. */
export interface Imported {
  readonly rows: number;
  readonly orders: number;
  /** Null: more than were told apart. */
  readonly visitors: number | null;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Rows of what never became an order, by why. */
  readonly passed: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/** What an import came to, in one line. */
export function sentenceOf({ rows, orders, visitors, seconds }: Imported): string {
  const people = visitors === null ? "over 1,000,000" : countOf(visitors);
  const rate = `${countOf(rows)} rows in ${seconds.toFixed(1)} s (${countOf(rows / seconds)} rows/s)`;
  return `${people} visitors, ${countOf(orders)} orders, ${rate}`;
}

/** The running account of one import; `elapsed` is a clock that only moves on, in milliseconds. */
export function createLedger(fileBytes: number, rejects: Rejects, elapsed: () => number) {
  const began = elapsed();
  const holders = countHolders();
  const sum = { rows: 0, orders: 0, accepted: 0, duplicates: 0 };
  const passed = new Map<string, number>();
  const progress = { read: 0, due: 0, done: 0 };
  const seconds = () => Math.max((elapsed() - began) / 1000, 0.001);

  return {
    /** A row was read, or the rows of an order. */
    read(read: Read): void {
      sum.rows += read.rows;
      progress.read = read.bytes;
      progress.due += "drafts" in read ? read.drafts.length : "fault" in read ? 1 : 0;
      if ("passed" in read) passed.set(read.passed, (passed.get(read.passed) ?? 0) + read.rows);
    },
    /** A row goes no further. */
    reject(line: number, reason: string, row: unknown): void {
      rejects.add({ line, reason, row });
      progress.done += 1;
    },
    /** A request is done; null: it was not sent. */
    done({ groups }: Batch, answer: ImportAnswer | null): void {
      const refused = new Set<Parcel>();
      for (const { visitor, index, errors } of answer?.rejected ?? []) {
        const parcel = groups[visitor]?.[index];
        if (parcel === undefined) continue;
        refused.add(parcel);
        const reason = errors.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
        rejects.add({ line: parcel.line, reason, row: JSON.parse(parcel.json) });
      }
      for (const parcel of groups.flat()) {
        progress.done += 1;
        if (refused.has(parcel)) continue;
        holders.add(parcel.holder);
        if (parcel.isOrder) sum.orders += 1;
      }
      sum.accepted += answer?.accepted ?? 0;
      sum.duplicates += answer?.duplicates ?? 0;
    },
    step(): Step {
      const share = (progress.done / Math.max(progress.due, 1)) * (progress.read / Math.max(fileBytes, 1));
      return { share: Math.min(share, 1), rows: progress.done, perSecond: progress.done / seconds() };
    },
    total: (): Imported => ({
      ...sum,
      passed,
      visitors: holders.count(),
      rejected: rejects.count(),
      seconds: seconds(),
    }),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
