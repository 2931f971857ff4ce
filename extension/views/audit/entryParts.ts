import type { AuditEntry } from "#shared/wire/audit";
import type { AuditWords } from "../../words/audit/en.ts";

/** One difference of two configurations, as the log keeps it; a side that is left out was not there. */
export interface LoggedDifference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What an entry tells beside its sentence. */
export interface DeedDetail {
  readonly differences: readonly LoggedDifference[];
  /** How many more there were. */
  readonly more: number;
  /** Where markup is served as it was written. */
  readonly raw: readonly string[];
  /** Whatever else, by its own names. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** The country by its name in a language; Tor has none, and an unknown code stands for itself. */
export function countryIn(code: string, { tor }: Pick<AuditWords, "tor">, language: string): string {
  if (code === "T1") return tor;
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What an entry tells beside its sentence. Nothing of it is believed to be of any shape: it was written by releases long gone. */
export function detailOf({ detail }: Pick<AuditEntry, "detail">): DeedDetail {
  const { differences, more, raw, ...others } = detail ?? {};
  return {
    differences: Array.isArray(differences) ? differences.filter(isDifference) : [],
    more: typeof more === "number" ? more : 0,
    raw: Array.isArray(raw) ? raw.map(String) : [],
    others: Object.entries(others).map(([name, value]) => [name, valueText(value)]),
  };
}

/**
 * A place in the configuration as one reads it, counted from 1.
 *
 * @example placeText("/slots/0/snippets/11/content"); // => "slots 1 › snippets 12 › content"
 */
export function placeText(path: string): string {
  const parts = path.split("/").slice(1);
  const names = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce((text, name) => {
    if (/^\d+$/.test(name) && text !== "") return `${text} ${Number(name) + 1}`;
    return text === "" ? name : `${text} › ${name}`;
  }, "");
}

/** A value as it stands in a configuration; text without its quotes. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isDifference(one: unknown): one is LoggedDifference {
  return typeof one === "object" && one !== null && "path" in one && typeof one.path === "string";
}

/** An entry's words may be any, `toString` too. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
