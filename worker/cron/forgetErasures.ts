import { log } from "../log.ts";
import { directoryStubs, identityStubs, visitorById } from "../objects/stubs.ts";
import { listClosed, listPublished } from "../publishedStore.ts";
import { sitesInTurn } from "./sitesInTurn.ts";

const AT_ONCE = 100;
/** At one site in one night; whoever is left over has their turn in the next. */
const MOST = 2_000;

/** Lets go of what was remembered of erasures that count no more, at closed sites too. The objects concerned have no alarm, which would bear their names. */
export async function forgetErasures(env: Env, now: number): Promise<void> {
  const keys = new Set([...(await listPublished(env)).map(({ key }) => key), ...(await listClosed(env))]);
  const round = { name: "forgetting", failure: "erasures-kept" as const, keys: [...keys].sort(), atOnce: 1 };
  await sitesInTurn(env, round, (key) => forgetAt(env, key, now));
}

/** @returns how many calls it made */
async function forgetAt(env: Env, key: string, now: number): Promise<number> {
  const request = { site: key, version: 0, now, salt: null };
  const judges = identityStubs(env, key);
  await Promise.all(judges.map((judge) => judge.forgetErased(now)));
  let calls = judges.length;
  for (const shard of directoryStubs(env, key)) {
    let asked = 0;
    for (let after: string | undefined = ""; after !== undefined && asked < MOST; ) {
      const ids: string[] = await shard.erasedUntil(now, after, AT_ONCE);
      const told = await Promise.allSettled(ids.map((id) => visitorById(env, id)?.erase(request)));
      // Who does not answer is asked again the next night, and keeps nobody else from being forgotten.
      const forgotten = ids.filter((_, index) => told[index]?.status === "fulfilled");
      if (forgotten.length < ids.length) log("erasures-kept", { site: key, count: ids.length - forgotten.length });
      await shard.forgetErased(forgotten);
      asked += ids.length;
      calls += ids.length + 2;
      after = ids.length < AT_ONCE ? undefined : ids.at(-1);
    }
  }
  return calls;
}
