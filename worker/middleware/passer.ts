import type { Context } from "hono";
import { isbot } from "isbot";
import type { AppEnv } from "./context.ts";

/** Who asks, where that is nobody who looks at a page: a bot, or a browser that fetches ahead of its reader; null: somebody, as far as one can tell. */
export function passerIn(c: Context<AppEnv>): "bot" | "prefetch" | null {
  if (isAhead(c)) return "prefetch";
  const agent = c.req.header("user-agent");
  return (agent !== undefined && isBot(agent)) || isVerifiedBot(c.req.raw.cf) ? "bot" : null;
}

/** What has been said of the agents met lately: many visitors have the same, and the pattern is a long one. */
const BOTS = new Map<string, boolean>();
/** Whoever makes up agents must not fill the isolate's memory. */
const MOST_AGENTS = 1_000;
const LONGEST_AGENT = 500;

function isBot(agent: string): boolean {
  if (agent.length > LONGEST_AGENT) return isbot(agent);
  const known = BOTS.get(agent);
  if (known !== undefined) return known;
  if (BOTS.size >= MOST_AGENTS) BOTS.clear();
  const is = isbot(agent);
  BOTS.set(agent, is);
  return is;
}

/** Whether a browser says, in one of these headers, that nobody has asked for the page yet. */
export function isAhead(c: Context<AppEnv>, names: readonly string[] = NOW): boolean {
  return names.some((name) => /^prefetch/i.test(c.req.header(name) ?? ""));
}

const NOW = ["sec-purpose"];

/** Cloudflare's own finding, where the zone pays for it. */
function isVerifiedBot(cf: Request["cf"]): boolean {
  const found: unknown = cf?.["botManagement"];
  return typeof found === "object" && found !== null && "verifiedBot" in found && found.verifiedBot === true;
}
