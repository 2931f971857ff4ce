import { Hono } from "hono";
import { resultCalls } from "#shared/wire/results";
import { resultsOf } from "../journeys/gatherResults.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { Problem } from "../problem.ts";

/** What a slot's content brings. */
export const results = new Hono<AppEnv>();

const MOST_DAYS = 3_650;

serve(results, resultCalls.results, ({ c, query }) => {
  const { site } = c.var;
  const { slot: key = "", windowDays } = query;
  if (key === "") throw malformed("/slot", "names the slot");
  const slot = site.config.slots.find((candidate) => candidate.key === key);
  if (slot === undefined) throw new Problem("not-found", `There is no slot ${key.slice(0, 100)}`);
  const days = windowDays === undefined || windowDays === "" ? null : Number(windowDays);
  if (days !== null && !(days > 0 && days <= MOST_DAYS))
    throw malformed("/windowDays", `must be more than 0 and at most ${MOST_DAYS}`);
  return resultsOf(c.env, site, slot, days);
});

function malformed(path: string, message: string): Problem {
  return new Problem("malformed", "The results cannot be read", { errors: [{ path, message }] });
}
