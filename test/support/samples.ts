import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { readMessage } from "#shared/events/event";
import { type CutTable, type Values, valuesAt } from "#shared/scoring/scoresAt";
import type { Model } from "#shared/segments/model";
import { activityAt } from "#shared/visitor/activity";
import { applyEvents } from "#shared/visitor/applyEvents";
import { momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";

/** A line of a CSV file, text by column. */
export type Line = Readonly<Record<string, string>>;

/** Reads a CSV file by its path in the repository. */
export function readLines(path: string): Line[] {
  return parse<Line>(readFileSync(new URL(`../../${path}`, import.meta.url)), { columns: true });
}

/** Reads a JSON file by its path in the repository; the caller says what is in it. */
export function readReference<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}

/** The model of a configuration in which keys are left out, with other cuts where they are given. */
export function modelWith(config: unknown, cuts?: (model: Model) => CutTable): Model {
  const parsed = parseSiteConfig(config);
  if ("errors" in parsed) throw new RangeError(`modelWith requires a configuration: ${JSON.stringify(parsed.errors)}`);
  const model = modelOf(parsed.config, 1);
  return cuts === undefined ? model : { ...model, cuts: cuts(model) };
}

/** A message of a sample, and whose it is. */
export interface SampleMessage {
  readonly whose: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A line of the demo's events as the message it stands for: dots in its columns part objects. */
export function ga360Body(line: Line): Record<string, unknown> {
  const properties: Record<string, string> = {};
  const body: Record<string, unknown> = { properties };
  for (const [column, text] of Object.entries(line)) {
    if (text === "") continue;
    if (column.startsWith("properties.")) properties[column.slice("properties.".length)] = text;
    else body[column] = text;
  }
  return body;
}

/** The visitors whose messages these are, by the very road a message takes in the Worker. */
export function visitorsOf(messages: readonly SampleMessage[], model: Model): Map<string, Visitor> {
  const visitors = new Map<string, Visitor>();
  for (const [line, { whose, body }] of messages.entries()) {
    // Of messages of one instant the greater id is the later: the file's own order.
    const messageId = String(line).padStart(9, "0");
    const read = readMessage(
      { messageId, userId: whose, ...body },
      { receivedAt: Date.now(), freshId: () => messageId },
    );
    if ("issues" in read)
      throw new RangeError(`visitorsOf requires messages that are accepted: ${JSON.stringify(read.issues)}`);
    const moment = momentOf(read.message, model.conversions, 1, true);
    visitors.set(whose, applyEvents(visitors.get(whose) ?? { ...NOBODY, userId: whose }, [moment]));
  }
  return visitors;
}

/** Everybody's values at an instant. */
export function valuesOf(visitors: Iterable<Visitor>, model: Model, at: number): Values[] {
  return Array.from(visitors, (visitor) => valuesAt(activityAt(visitor, model, at), model, at));
}

/** The numbers among values, ascending: a population to cut. */
export function population(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null).toSorted((a, b) => a - b);
}
