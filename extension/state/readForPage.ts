import type * as v from "valibot";
import { configCalls } from "#shared/wire/config";
import { figureCalls } from "#shared/wire/figures";
import { findingCalls } from "#shared/wire/findings";
import { resultCalls } from "#shared/wire/results";
import { visitorCalls } from "#shared/wire/visitors";
import type { Readable } from "../messages.ts";
import { type Answer, callWorker } from "../remote/callWorker.ts";
import { isAllowed, readConnection } from "./connection.ts";

const READS = {
  config: configCalls.get,
  segments: figureCalls.segments,
  matrix: figureCalls.matrix,
  migrations: figureCalls.migrations,
  trends: figureCalls.trends,
  results: resultCalls.results,
  findings: findingCalls.list,
  people: visitorCalls.list,
} as const satisfies Record<Readable, { readonly method: "GET" }>;

/** What the Worker answers to each. */
export type Read<W extends Readable> = v.InferOutput<(typeof READS)[W]["answer"]>;

/** Reads for a page of the extension with the stored connection, whose token stays here. */
export async function readForPage(
  what: Readable,
  query: Readonly<Record<string, string>>,
): Promise<Answer<Read<Readable>>> {
  const connection = await readConnection();
  if (connection === null) return { ok: false, trouble: "refused" };
  if (!(await isAllowed(connection.origin))) return { ok: false, trouble: "not-allowed" };
  return callWorker(connection, READS[what], { query });
}
