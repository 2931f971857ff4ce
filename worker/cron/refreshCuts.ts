import { siteStub } from "../objects/stubs.ts";
import { listPublished } from "../publishedStore.ts";
import { sitesInTurn } from "./sitesInTurn.ts";

const AT_ONCE = 20;

/** Lets every site measure its population, so that cuts are never older than an hour. */
export async function refreshCuts(env: Env, now: number): Promise<void> {
  const keys = (await listPublished(env)).map(({ key }) => key);
  await sitesInTurn(env, { name: "measuring", failure: "measuring-failed", keys, atOnce: AT_ONCE }, async (key) => {
    await siteStub(env, key).measure(now);
    return 1;
  });
}
