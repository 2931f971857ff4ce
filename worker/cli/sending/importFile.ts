import type { Rejects } from "../rows/rejects.ts";
import type { Source } from "../rows/source.ts";
import type { Progress } from "../terminal/progress.ts";
import { batched } from "./chunks.ts";
import { createLedger, type Imported } from "./ledger.ts";
import { latestIn, parcelsOf } from "./parcels.ts";
import { type Address, post, type Sending } from "./post.ts";
import { sendAll } from "./sendAll.ts";

export interface Import {
  readonly source: Source;
  readonly site: string;
  /** Null: read and check everything, send nothing. */
  readonly address: Address | null;
  /** The instant to which the file's last one is moved; null: instants stay. */
  readonly shiftTo: number | null;
  readonly rejects: Rejects;
  readonly progress: Progress;
  readonly sending: Sending;
  /** A clock that only moves on, milliseconds. */
  readonly elapsed: () => number;
}

/** Requests under way at once: enough to keep two cores of a local Worker busy. */
const IN_FLIGHT = 4;

/** Sends a whole file. A row that cannot be taken goes to `rejects`; the others are sent whatever becomes of it. */
export async function importFile(task: Import): Promise<Imported> {
  const { source, site, address, rejects, progress, sending } = task;
  const { signal } = sending;
  const ledger = createLedger(source.bytes, rejects, task.elapsed);
  const latest = task.shiftTo === null ? null : await latestIn(source, signal);
  const shiftMs = task.shiftTo === null || latest === null ? 0 : task.shiftTo - latest;
  try {
    await sendAll(batched(parcelsOf(source, { site, shiftMs, ledger, signal })), IN_FLIGHT, async (batch) => {
      ledger.done(batch, address && (await post(batch.body, address, sending)));
      progress.show(ledger.step());
    });
  } finally {
    progress.end();
    rejects.close();
  }
  return ledger.total();
}
