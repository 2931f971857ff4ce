import { modelOf } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import type { Population } from "#shared/scoring/populationCuts";
import type { Model } from "#shared/segments/model";
import { segmentAt } from "#shared/segments/segmentAt";
import type { VisitorState } from "./visitorLog.ts";

/** A configuration that is not in force, and the population that its quantiles would be of. */
export interface DraftModel {
  /** Tells one draft from another. */
  readonly digest: string;
  /** The whole configuration, as JSON. */
  readonly body: string;
  readonly population: Population | null;
}

/** Where somebody is, and where they would be. */
export interface SimulatedMove {
  readonly from: string;
  readonly to: string;
}

const KEPT = 4;

/** One isolate's last drafts: a simulation asks every visitor about the same one. */
const models = new Map<string, Model>();

/** Where a visitor is now, and where they would be if the draft came into force now. */
export function simulatedMove(
  { visitor, walkedTo }: VisitorState,
  model: Model,
  { draft, now }: { readonly draft: DraftModel; readonly now: number },
): SimulatedMove {
  const at = Math.max(now, walkedTo);
  const next = modelOfDraft(draft, model.version + 1, now);
  return { from: segmentAt(visitor, model, at).segment, to: segmentAt(visitor, next, at).segment };
}

function modelOfDraft({ digest, body, population }: DraftModel, version: number, at: number): Model {
  const key = `${digest}/${population?.at ?? 0}/${version}/${at}`;
  const known = models.get(key);
  if (known !== undefined) return known;
  const parsed = readConfig(JSON.parse(body));
  if (parsed === null) throw new RangeError("modelOfDraft requires a configuration that was checked");
  const model = modelOf(parsed.config, version, { at, population });
  const [oldest] = models.keys();
  if (models.size >= KEPT && oldest !== undefined) models.delete(oldest);
  models.set(key, model);
  return model;
}
