import { env, waitUntil } from "cloudflare:workers";
import { log } from "../log.ts";
import type { Finding } from "../objects/site/findingStore.ts";
import { identityStub, siteStub, visitorStub } from "../objects/stubs.ts";

const HOUR_MS = 3_600_000;
const REMEMBERED = 10_000;

/** What this isolate has told already: whoever sends junk sends it all the time. */
const told = new Set<string>();

/** Notes what a marketer should see and no visitor waits for: at most once an hour for each id, and never at the cost of an answer. */
export function noteFinding(site: string, finding: Finding, now: number): void {
  const key = `${site} ${finding.kind} ${Math.floor(now / HOUR_MS)} ${finding.id}`;
  if (told.has(key)) return;
  if (told.size >= REMEMBERED) told.clear();
  told.add(key);
  waitUntil(
    tell(site, finding, now).catch((error: unknown) => {
      told.delete(key);
      log("finding-untold", { site }, error);
    }),
  );
}

/** What is sent again of somebody who was erased must not bring back even their id. */
async function tell(site: string, finding: Finding, now: number): Promise<void> {
  const { kind, id } = finding;
  if (kind !== "refused-id" && (await wasErased(site, id, now))) return;
  await siteStub(env, site).noteFinding(finding, now);
}

async function wasErased(site: string, id: string, now: number): Promise<boolean> {
  const [user, device] = await Promise.all([
    identityStub(env, site, id).lastErasure(id, now),
    visitorStub(env, site, { anonymousId: id }).isErasedSince(0),
  ]);
  return user !== null || device;
}
