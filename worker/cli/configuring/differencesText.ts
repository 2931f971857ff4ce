import type { Difference } from "#shared/config/diffConfig";

const LONGEST = 160;
const BEFORE_IT = 40;

/** How what went and what came is marked: by colour on a terminal that shows it. */
export interface Marks {
  readonly went: (line: string) => string;
  readonly came: (line: string) => string;
}

const PLAIN: Marks = { went: (line) => line, came: (line) => line };
const COLOURED: Marks = {
  went: (line) => `\u001b[31m${line}\u001b[39m`,
  came: (line) => `\u001b[32m${line}\u001b[39m`,
};

/** Colours where they are seen and not refused. @see https://no-color.org */
export function marksFor(
  output: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Marks {
  return output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb" ? COLOURED : PLAIN;
}

/** Each place where two configurations differ, with what was there and what is. */
export function differencesText(differences: readonly Difference[], marks: Marks): string {
  return differences.map((difference) => placeText(difference, marks)).join("\n");
}

function placeText({ path, ...sides }: Difference, { went, came }: Marks): string {
  const [before, after] = [textOf(sides.before), textOf(sides.after)];
  const from = Math.max(0, firstDifference(before, after) - BEFORE_IT);
  return [
    path || "/",
    ...("before" in sides ? [went(`  - ${excerpt(before, from)}`)] : []),
    ...("after" in sides ? [came(`  + ${excerpt(after, from)}`)] : []),
  ].join("\n");
}

/** JSON in one line, and nothing in it that a terminal obeys. */
function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.replace(/\p{C}/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function excerpt(text: string, from: number): string {
  if (text.length <= LONGEST) return text;
  const end = from + LONGEST;
  return `${from > 0 ? "…" : ""}${text.slice(from, end)}${end < text.length ? "…" : ""}`;
}
