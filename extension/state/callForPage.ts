import { answerCalls } from "#shared/wire/answers";
import { audienceCalls } from "#shared/wire/audiences";
import { auditCalls } from "#shared/wire/audit";
import type { Call } from "#shared/wire/call";
import { checkCalls } from "#shared/wire/check";
import { configCalls } from "#shared/wire/config";
import { explainCalls } from "#shared/wire/explain";
import { figureCalls } from "#shared/wire/figures";
import { findingCalls } from "#shared/wire/findings";
import { linkCalls } from "#shared/wire/links";
import { modelCalls } from "#shared/wire/models";
import { orderCalls } from "#shared/wire/orders";
import { previewCalls } from "#shared/wire/previews";
import { privacyCalls } from "#shared/wire/privacy";
import { resultCalls } from "#shared/wire/results";
import { scheduleCalls } from "#shared/wire/schedule";
import { sightingCalls } from "#shared/wire/sightings";
import { visitorCalls } from "#shared/wire/visitors";
import type { Callable, Refusal } from "../messages.ts";
import { type Answer, type AnswerTo, type Asked, callWorker } from "../remote/callWorker.ts";
import { isAllowed, readConnection } from "./connection.ts";
import { forgetKept, keepForLater, presentEra } from "./keptAnswers.ts";

const CALLS = {
  config: configCalls.get,
  draft: configCalls.draft,
  diff: configCalls.diff,
  versions: configCalls.versions,
  version: configCalls.version,
  schedule: scheduleCalls.read,
  audiences: audienceCalls.list,
  models: modelCalls.list,
  segments: figureCalls.segments,
  matrix: figureCalls.matrix,
  migrations: figureCalls.migrations,
  trends: figureCalls.trends,
  distribution: figureCalls.distribution,
  results: resultCalls.results,
  findings: findingCalls.list,
  answers: answerCalls.list,
  refusals: findingCalls.counts,
  audit: auditCalls.list,
  auditChain: auditCalls.chain,
  sightings: sightingCalls.list,
  people: visitorCalls.list,
  visitor: visitorCalls.get,
  history: visitorCalls.history,
  events: visitorCalls.events,
  orders: orderCalls.list,
  links: linkCalls.list,
  explanation: explainCalls.explain,
  saveDraft: configCalls.saveDraft,
  discard: configCalls.discard,
  publish: configCalls.publish,
  rollback: configCalls.rollback,
  setSchedule: scheduleCalls.create,
  cancelSchedule: scheduleCalls.cancel,
  check: checkCalls.check,
  count: figureCalls.count,
  simulate: configCalls.simulate,
  preview: previewCalls.create,
  link: linkCalls.link,
  unlink: linkCalls.unlink,
  export: privacyCalls.export,
  erase: privacyCalls.erase,
} as const satisfies Record<Callable, Call>;

/** What the Worker answers to each. */
export type Called<W extends Callable> = AnswerTo<(typeof CALLS)[W]>;

/** The value of an answer that is one. */
export type Value<W extends Callable> = Extract<Called<W>, { ok: true }>["value"];

/** Calls the Worker for a page of the extension with the stored connection, whose token stays here. */
export async function callForPage(what: Callable, asked: Asked): Promise<Answer<unknown, Refusal>> {
  const connection = await readConnection();
  if (connection === null) return { ok: false, trouble: "refused" };
  if (!(await isAllowed(connection.origin))) return { ok: false, trouble: "not-allowed" };
  const era = presentEra();
  const answer = await callWorker(connection, CALLS[what], asked);
  // Whoever was erased may be in any answer that is kept, and whoever's token is good no more may see none of them.
  const isOver = answer.ok ? what === "erase" : answer.trouble === "refused";
  if (isOver) await forgetKept().catch(console.error);
  else if (answer.ok) void keepForLater(what, asked, answer.value, era);
  return answer;
}
