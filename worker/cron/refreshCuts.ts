import { siteStub } from "../objects/stubs.ts";
import { listPublished } from "../publishedStore.ts";

/** Lets every site measure its population, so that cuts are never older than an hour. A site that fails does not keep the others from it. */
export async function refreshCuts(env: Env, now: number): Promise<void> {
  const sites = await listPublished(env);
  const measured = await Promise.allSettled(sites.map(({ key }) => siteStub(env, key).measure(now)));
  for (const [index, outcome] of measured.entries())
    if (outcome.status === "rejected")
      console.error(JSON.stringify({ measuring: sites[index]?.key, error: String(outcome.reason) }));
}
