import { PARTS, type Part, type PartsAnswer } from "#shared/wire/docs";
import { log } from "../log.ts";
import { directoryShard, identityStub, siteStub, visitorStub } from "../objects/stubs.ts";
import { askKv } from "../publishedStore.ts";
import { inTime } from "./inTime.ts";

const PATIENCE_MS = 2_000;
/** So long an answer stands: whoever asks on and on costs no more than one round in this time. */
const STANDS_MS = 5_000;
/** No site has such a key, so that what is asked is nobody's and holds nothing. */
const NOBODYS = "_health";

/** How each part is asked: by the cheapest question that it has to read its storage for. */
const ASKING: Readonly<Record<Part, (env: Env, now: number) => Promise<unknown>>> = {
  site: async (env) => await siteStub(env, NOBODYS).tallies(0, 0),
  identity: async (env) => await identityStub(env, NOBODYS, NOBODYS).holderOf(NOBODYS),
  directory: async (env) => await directoryShard(env, NOBODYS, 0).size(),
  visitor: async (env, now) => await visitorStub(env, NOBODYS, { anonymousId: NOBODYS }).isErasedSince(now),
  kv: askKv,
};

let last: { readonly at: number; readonly answer: PartsAnswer } | null = null;

/** What this isolate was last told, as long as it stands; null: the parts are to be asked. */
export function lastOfParts(now: number): PartsAnswer | null {
  return last !== null && last.at <= now && now < last.at + STANDS_MS ? last.answer : null;
}

/** Asks one of each part. One that fails, or has not answered after two seconds, is failing; why is in the log alone. */
export async function askParts(env: Env, now: number, patienceMs = PATIENCE_MS): Promise<PartsAnswer> {
  const standings = PARTS.map(
    async (part) => [part, await standingOf(part, ASKING[part](env, now), patienceMs)] as const,
  );
  const asked = await Promise.all(standings);
  const parts: PartsAnswer["parts"] = { site: "ok", identity: "ok", directory: "ok", visitor: "ok", kv: "ok" };
  for (const [part, standing] of asked) parts[part] = standing;
  const answer = { status: asked.every(([, standing]) => standing === "ok") ? "ok" : "failing", parts } as const;
  last = { at: now, answer };
  return answer;
}

async function standingOf(part: Part, asked: Promise<unknown>, patienceMs: number): Promise<"ok" | "failing"> {
  try {
    if ((await inTime(asked, patienceMs)) !== "timeout") return "ok";
    log("part-late", { part });
  } catch (error) {
    log("part-failing", { part }, error);
  }
  return "failing";
}
