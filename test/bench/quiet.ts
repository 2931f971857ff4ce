import { setTimeout as after } from "node:timers/promises";
import { operationsCalls } from "#shared/wire/operations";
import { callWorker } from "../../worker/cli/sending/callWorker.ts";
import { ROOT_TOKEN } from "./config.ts";

/** A visitor's change is delivered a second after it, and what the delivery sets off at once. */
const PAUSE_MS = 1_500;
const PATIENCE_MS = 120_000;

/** Waits until the Worker has done all that was set off so far: an alarm beside what is measured would be measured with it. */
export async function quiet(url: string, patienceMs = PATIENCE_MS): Promise<void> {
  let before = "";
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    const { operations, aside } = await callWorker(operationsCalls.counted, { url, token: ROOT_TOKEN });
    // To ask is a request too.
    const done = JSON.stringify([operations, aside].map((counts) => ({ ...counts, workerRequests: 0 })));
    if (done === before) return;
    before = done;
    await after(PAUSE_MS);
  }
  throw new Error("the Worker does not come to rest");
}
