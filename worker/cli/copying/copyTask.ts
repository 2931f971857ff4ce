import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { SiteKeySchema } from "#shared/wire/sites";
import { Failure } from "../failure.ts";
import { requireWorker, tokenOf, workerUrl } from "../sending/address.ts";
import type { Persisting } from "../sending/persist.ts";
import { type Call, wordsOf } from "../terminal/command.ts";

/** What backup and restore are given: the file, the site, and the Worker as its operator asks it. */
export interface CopyTask {
  readonly path: string;
  readonly site: string;
  readonly worker: { readonly url: string; readonly token: string; readonly signal: AbortSignal };
  readonly persisting: Persisting;
}

const OPTIONS = { site: { type: "string" }, url: { type: "string" }, token: { type: "string" } } as const;

/** Reads the words of either command, and asks whether the Worker is there. */
export async function copyTask({ words, signal }: Call): Promise<CopyTask> {
  const { values, positionals } = wordsOf(words, OPTIONS, 1);
  const [path] = positionals;
  if (path === undefined) throw new Failure("which FILE? (--help says what can be given)");
  const { site } = values;
  if (site === undefined) throw new Failure("which site? --site SITE");
  if (!v.is(SiteKeySchema, site)) throw new Failure(`--site ${site}: a site's key is 1 to 40 of a-z, 0-9 and -`);
  const url = workerUrl(values.url, process.env);
  const token = tokenOf(values.token, url, process.env, "root");
  await requireWorker(url, signal);
  const persisting = { signal, wait: (ms: number) => wait(ms, undefined, { signal }) };
  return { path, site, worker: { url, token, signal }, persisting };
}
