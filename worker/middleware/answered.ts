import type { Context, MiddlewareHandler } from "hono";
import type { Family, Outcome } from "#shared/figures/answers";
import type { Decided } from "../journeys/decideFor.ts";
import { noteAnswer } from "../journeys/noteAnswer.ts";
import type { AppEnv } from "./context.ts";

/** Counts what becomes of requests of a family, as far as they come to a site. */
export function answered(family: Family): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    count(c, family, outcomeOf(c.res.status));
  };
}

/** Counts what became of a public route's request. Whether something was decided is said by how, whatever its status: one that includes a fragment may ask for 404. */
export function countAnswer(c: Context<AppEnv>, { status }: Response): void {
  const decided = c.get("decided");
  const family = c.get("family") ?? (isDeciding(c.req.path) ? "decisions" : "events");
  count(c, family, decided === undefined ? outcomeOf(status) : outcomeBy(decided));
}

/** What a decision is counted as, by how it came about. */
export function outcomeBy({ path, why }: { readonly path: Decided["by"]["path"]; readonly why?: string }): Outcome {
  if (path !== "default") return "answered";
  return why === "timeout" ? "late" : why === "unavailable" ? "broken" : "answered";
}

/** Whose request it is where no site is known yet is nobody's to count. */
function count(c: Context<AppEnv>, family: Family, outcome: Outcome): void {
  const site = c.get("site");
  if (site !== undefined) noteAnswer(site.key, family, outcome, Date.now());
}

function outcomeOf(status: number): Outcome {
  if (status < 400) return "answered";
  return status >= 500 ? "failed" : status === 429 ? "tooMany" : "refused";
}

function isDeciding(path: string): boolean {
  return path === "/v1/decide" || path.startsWith("/v1/snippets/") || path.startsWith("/ofrep/v1/evaluate/");
}
