import { Failure } from "../failure.ts";
import { DATE_STYLES } from "./dateStyle.ts";
import { DECIMAL_STYLES } from "./decimalStyle.ts";
import { ENCODINGS } from "./encoding.ts";
import { DELIMITERS } from "./layout.ts";
import type { PresetName } from "./preset.ts";
import type { Asked } from "./source.ts";

/** Options of every command that reads a file: how it is written, where that is not to be told from it. */
export const WRITING_OPTIONS = {
  delimiter: { type: "string" },
  encoding: { type: "string" },
  "date-format": { type: "string" },
  decimal: { type: "string" },
} as const;

export const WRITING_HELP = `
  --delimiter D          comma, semicolon, tab or pipe
  --encoding E           utf-8, utf-16le, utf-16be or windows-1252
  --date-format F        iso, yyyymmdd, epoch-s, epoch-ms, d.m.yyyy, d/m/yyyy or m/d/yyyy
  --decimal D            point (1,234.56) or comma (1.234,56)
`.slice(1, -1);

type Given = { readonly [O in keyof typeof WRITING_OPTIONS]?: string | undefined };

/** What those options say. @throws Failure where one says something unknown */
export function askedOf(given: Given): Asked {
  const delimiter = oneOf("--delimiter", given.delimiter, [...Object.keys(DELIMITERS), ...Object.values(DELIMITERS)]);
  return {
    encoding: oneOf("--encoding", given.encoding?.toLowerCase(), ENCODINGS),
    delimiter: delimiter === null ? null : (DELIMITERS[delimiter] ?? delimiter),
    dates: oneOf("--date-format", given["date-format"]?.toLowerCase(), DATE_STYLES),
    decimal: oneOf("--decimal", given.decimal?.toLowerCase(), DECIMAL_STYLES),
  };
}

const PRESET_NAMES: readonly PresetName[] = ["shopify", "woocommerce", "magento"];

/** The shop system that `--preset` names. */
export function presetOf(given: string | undefined): PresetName | null {
  return oneOf("--preset", given?.toLowerCase(), PRESET_NAMES);
}

/** One of the words that an option knows; null where it was not given. */
export function oneOf<const W extends string>(
  option: string,
  given: string | undefined,
  words: readonly W[],
): W | null {
  if (given === undefined) return null;
  const known = words.find((word) => word === given);
  if (known !== undefined) return known;
  const named = words.filter((word) => word.length > 1);
  throw new Failure(`${option} ${given}: it is one of ${named.join(", ")}`);
}
