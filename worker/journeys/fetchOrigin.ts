import { log } from "../log.ts";
import { Problem } from "../problem.ts";
import { inTime } from "./inTime.ts";

/** So long a server may think before it answers: after that nobody waits. */
const PATIENCE_MS = 100_000;

/**
 * What a site's own server answers, as soon as it begins.
 *
 * @throws Problem `bad-gateway` where it cannot be reached, `gateway-timeout` where it does not begin in time
 */
export async function fetchOrigin(request: Request, patienceMs = PATIENCE_MS): Promise<Response> {
  try {
    const answer = await inTime(fetch(request), patienceMs);
    if (answer !== "timeout") return answer;
  } catch (error) {
    log("origin-unreachable", { part: new URL(request.url).origin }, error);
    throw new Problem("bad-gateway", "The site's own server cannot be reached");
  }
  throw new Problem("gateway-timeout", `The site's own server has not answered for ${patienceMs / 1000} seconds`);
}
