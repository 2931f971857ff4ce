import { reconcile } from "../journeys/reconcile.ts";
import { listPublished, publishedSite } from "../publishedStore.ts";

/** Lets every site's counters prove themselves against its rows and visitors, one site after the other. One that fails does not keep the others from it. */
export async function reconcileSites(env: Env, now: number): Promise<void> {
  for (const { key } of await listPublished(env)) {
    try {
      const site = await publishedSite(env, key);
      if (site !== null) await reconcile(env, site, now);
    } catch (error) {
      console.error(JSON.stringify({ reconciling: key, error: String(error) }));
    }
  }
}
