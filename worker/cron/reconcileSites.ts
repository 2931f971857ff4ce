import { reconcile } from "../journeys/reconcile.ts";
import { listPublished, publishedSite } from "../publishedStore.ts";
import { sitesInTurn } from "./sitesInTurn.ts";

/** Whoever differs is asked once more, and mended. */
const CALLS_A_VISITOR = 3;

/** Lets every site's counters prove themselves against its rows and visitors, one site after the other. */
export async function reconcileSites(env: Env, now: number): Promise<void> {
  const keys = (await listPublished(env)).map(({ key }) => key);
  await sitesInTurn(env, { name: "reconciling", failure: "reconciliation-failed", keys, atOnce: 1 }, async (key) => {
    const site = await publishedSite(env, key);
    return site === null ? 1 : 10 + CALLS_A_VISITOR * (await reconcile(env, site, now)).visitors;
  });
}
