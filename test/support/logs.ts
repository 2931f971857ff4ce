import fc from "fast-check";
import type { Model } from "#shared/segments/model";
import { foldEntry } from "../../worker/objects/visitor/foldEntry.ts";
import { type LogEntry, unseen, type VisitorState } from "../../worker/objects/visitor/visitorLog.ts";
import { aSmallModel } from "./lives.ts";
import { aStep, type Step, take } from "./steps.ts";

const SPAN = 300;

/** Three models, the last of which counts other orders: a log may pass from any to any. */
const models: Model[] = [
  aSmallModel(),
  { ...aSmallModel([{ fact: "count.page", gte: 3 }]), version: 2 },
  { ...aSmallModel(), version: 3, conversions: ["Signed Up"] },
];

/** The model of a version that such a log names. */
export const logModelOf = (version: number): Model =>
  models.find((model) => model.version === version) ?? aSmallModel();

/** A log as an object would have written it, the state in memory at its end, and the model in force then. */
export interface LivedLog {
  readonly log: LogEntry[];
  readonly state: VisitorState;
  readonly model: Model;
}

/** The log of any life: messages, links, model changes and ticks. */
export const aLog = (): fc.Arbitrary<LivedLog> =>
  fc.array(aStep(models, SPAN), { minLength: 1, maxLength: 25 }).map(live);

function live(steps: readonly Step[]): LivedLog {
  const log: LogEntry[] = [];
  let state = unseen("test");
  let [model, now] = [logModelOf(1), SPAN];
  for (const one of steps) {
    now += one.wait;
    if (one.model !== null && one.model !== model) {
      model = one.model;
      const { conversions } = model;
      state = log.reduce((before, entry, index) => foldEntry(before, index + 1, entry, conversions), unseen("test"));
    }
    const next = take(state, model, now, one);
    if (next === null) continue;
    log.push(next.entry);
    state = next.state;
  }
  return { log, state, model };
}
