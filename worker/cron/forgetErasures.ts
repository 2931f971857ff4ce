import { directoryStubs, identityStubs, visitorById } from "../objects/stubs.ts";
import { listPublished, type PublishedSite, publishedSite } from "../publishedStore.ts";

const AT_ONCE = 100;

/** Lets go of what was remembered of erasures that count no more. The objects concerned have no alarm, which would bear their names. */
export async function forgetErasures(env: Env, now: number): Promise<void> {
  for (const { key } of await listPublished(env)) {
    try {
      const site = await publishedSite(env, key);
      if (site !== null) await forgetAt(env, site, now);
    } catch (error) {
      console.error(JSON.stringify({ forgetting: key, error: String(error) }));
    }
  }
}

async function forgetAt(env: Env, { key, model }: PublishedSite, now: number): Promise<void> {
  const request = { site: key, version: model.version, now, salt: null };
  await Promise.all(identityStubs(env, key).map((judge) => judge.forgetErased(now)));
  for (const shard of directoryStubs(env, key)) {
    for (let ids = await shard.erasedUntil(now, AT_ONCE); ids.length > 0; ids = await shard.erasedUntil(now, AT_ONCE)) {
      await Promise.all(ids.map((id) => visitorById(env, id)?.erase(request)));
      await shard.forgetErased(ids);
    }
  }
}
