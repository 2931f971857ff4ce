import { aside } from "../operations.ts";
import { forgetErasures } from "./forgetErasures.ts";
import { reconcileSites } from "./reconcileSites.ts";
import { refreshCuts } from "./refreshCuts.ts";

/** What each line of `crons` in wrangler.toml starts. */
const JOBS: Readonly<Record<string, (env: Env, now: number) => Promise<void>>> = {
  "7 * * * *": refreshCuts,
  "37 3 * * *": reconcileSites,
  "17 4 * * *": forgetErasures,
};

/** The platform's clock. @throws RangeError for a line that starts nothing: it would fail unseen */
export async function scheduled({ cron, scheduledTime }: ScheduledController, env: Env): Promise<void> {
  const job = JOBS[cron];
  if (job === undefined) throw new RangeError(`scheduled requires a job for ${cron}`);
  await aside(() => job(env, scheduledTime));
}
