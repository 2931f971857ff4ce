import * as v from "valibot";
import { type Asking, factsNotInRows } from "#shared/figures/rowFacts";
import { type Rule, VisitorRuleSchema } from "#shared/rules/rule";
import { FAMILIES } from "#shared/scoring/families";
import { TIERS } from "#shared/scoring/tier";
import type { Fault } from "#shared/wire/problem";
import {
  type ListPosition,
  type ListQuery,
  SORT_KEYS,
  type SortKey,
  type StepFilter,
} from "../objects/directory/directoryList.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** A list's parameters as they stand in an address. */
export interface ListParameters {
  readonly q?: string | undefined;
  readonly segment?: string | undefined;
  readonly audience?: string | undefined;
  /** One of `SORT_KEYS`, with `-` before it the greatest first. */
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: string | undefined;
  /** A rule as JSON. */
  readonly rule?: string | undefined;
  /** `score.<family>.<dimension>` and `tier.<family>.<dimension>`: all must be so. */
  readonly [step: `score.${string}` | `tier.${string}`]: string | undefined;
}

/** When a list is asked for, and of which site. */
export function askedOf({ config }: PublishedSite, now: number): Asking {
  return { now, currency: config.site.currency, gapFloorDays: config.scoring.rfm.gapFloorDays };
}

const NEWEST_FIRST = "-lastSeenAt";
const LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_TEXT = 255;

/** The query that parameters ask for. @throws Problem `malformed`, or `invalid` for a rule, each fault with its path */
export function listQueryOf(parameters: ListParameters, asked: Asking): ListQuery {
  const { q = "", segment, audience, sort = NEWEST_FIRST, cursor, limit = String(LIMIT) } = parameters;
  const errors: Fault[] = [];
  const key = SORT_KEYS.find((known) => known === sort.replace(/^-/, ""));
  if (q.length > MAX_TEXT) errors.push({ path: "/q", message: `has at most ${MAX_TEXT} characters` });
  if (key === undefined)
    errors.push({ path: "/sort", message: `is one of ${SORT_KEYS.join(", ")}, with or without - before it` });
  const size = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (size < 1 || size > MAX_LIMIT)
    errors.push({ path: "/limit", message: `is a whole number from 1 to ${MAX_LIMIT}` });
  const steps = stepsOf(parameters, errors);
  const after = cursor === undefined || cursor === "" ? null : readCursor(cursor, sort);
  if (after === undefined) errors.push({ path: "/cursor", message: "is not a cursor of this list in this order" });
  if (errors.length > 0 || key === undefined || after === undefined)
    throw new Problem("malformed", "The list cannot be made", { errors });
  return {
    q,
    segment: segment || null,
    audience: audience || null,
    steps,
    rule: parameters.rule === undefined || parameters.rule === "" ? null : ruleIn(parameters.rule),
    ...asked,
    sort: key,
    descending: sort.startsWith("-"),
    after,
    limit: size,
  };
}

/** A rule of facts that rows carry. @throws Problem `malformed` where it is no JSON, `invalid` where it is no such rule */
export function ruleIn(text: string): Rule {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new Problem("malformed", "The rule is no JSON", { errors: [{ path: "/rule", message: "must be JSON" }] });
  }
  const checked = v.safeParse(v.object({ rule: VisitorRuleSchema }), { rule: input });
  if (checked.success) return carried(checked.output.rule);
  const errors = checked.issues.map(({ path = [], message }) => ({
    path: path.map(({ key }) => `/${String(key)}`).join(""),
    message,
  }));
  throw new Problem("invalid", "The rule is none", { errors });
}

/** The same rule, where rows can answer it. @throws Problem `invalid`, naming the facts that they cannot */
export function carried(rule: Rule): Rule {
  const errors = factsNotInRows(rule).map((fact) => ({
    path: "/rule",
    message: `${fact} is not held for everybody at once: save the rule as an audience, whose visitors are counted`,
  }));
  if (errors.length > 0) throw new Problem("invalid", "The rule asks for what cannot be counted at once", { errors });
  return rule;
}

function stepsOf(parameters: ListParameters, errors: Fault[]): StepFilter[] {
  const wanted = STEP_NAMES.filter(({ name }) => (parameters[name] ?? "") !== "");
  return wanted.flatMap(({ name, by, place, dimension }) => {
    const text = parameters[name] ?? "";
    const tiers: readonly string[] = TIERS[dimension];
    const step = by === "tier" ? tiers.indexOf(text) + 1 : Number(text);
    if (step >= 1 && step <= 5 && Number.isInteger(step)) return [{ by, place, step }];
    const known = by === "tier" ? `one of ${tiers.join(", ")}` : "a whole number from 1 to 5";
    errors.push({ path: `/${name}`, message: `is ${known}` });
    return [];
  });
}

/** The scores and tiers that a list can be kept to, as they stand in an address. */
export const STEP_NAMES = (["score", "tier"] as const).flatMap((by) =>
  Object.entries(FAMILIES)
    .flatMap(([family, dimensions]) => dimensions.map((dimension) => ({ family, dimension })))
    .map(({ family, dimension }, place) => ({ name: `${by}.${family}.${dimension}` as const, by, place, dimension })),
);

/** The cursor that goes on behind a visitor: it names their place, not a count, so that whoever comes or goes meanwhile moves nobody else. */
export function cursorOf(
  { sort, descending }: { sort: SortKey; descending: boolean },
  { value, id }: ListPosition,
): string {
  return btoa(JSON.stringify([`${descending ? "-" : ""}${sort}`, value, id])).replace(
    /[+/=]/g,
    (sign) => SAFE[sign] ?? "",
  );
}

const SAFE: Readonly<Record<string, string>> = { "+": "-", "/": "_" };
const UNSAFE: Readonly<Record<string, string>> = { "-": "+", _: "/" };

function readCursor(cursor: string, sort: string): ListPosition | undefined {
  try {
    const read: unknown = JSON.parse(atob(cursor.replace(/[-_]/g, (sign) => UNSAFE[sign] ?? "")));
    if (!Array.isArray(read)) return undefined;
    const [order, value, id]: unknown[] = read;
    return order === sort && typeof value === "number" && typeof id === "string" ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
