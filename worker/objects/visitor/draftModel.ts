import { modelOf } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import type { SiteConfig } from "#shared/config/siteConfig";
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
const read = new Map<string, ReadDraft>();

/** A draft as it would be in force. */
export interface ReadDraft {
  readonly config: SiteConfig;
  readonly model: Model;
}

/** Where a visitor is now, and where they would be if the draft came into force now. */
export function simulatedMove(
  { visitor, walkedTo }: VisitorState,
  model: Model,
  { draft, now }: { readonly draft: DraftModel; readonly now: number },
): SimulatedMove {
  const at = Math.max(now, walkedTo);
  const next = readDraft(draft, model.version + 1, now).model;
  return { from: segmentAt(visitor, model, at).segment, to: segmentAt(visitor, next, at).segment };
}

/**
 * A draft, and the model that it would be published as.
 *
 * @param version the model's
 * @param at since when it would hold
 */
export function readDraft({ digest, body, population }: DraftModel, version: number, at: number): ReadDraft {
  const key = `${digest}/${population?.at ?? 0}/${version}/${at}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const parsed = readConfig(JSON.parse(body));
  if (parsed === null) throw new RangeError("readDraft requires a configuration that was checked");
  const { config } = parsed;
  const draft = { config, model: modelOf(config, version, { at, population }) };
  const [oldest] = read.keys();
  if (read.size >= KEPT && oldest !== undefined) read.delete(oldest);
  read.set(key, draft);
  return draft;
}
