/** What a selector may be while a page streams by: what stands before an element is known, what comes behind it is not. */
const STREAMING = ":first-child, :first-of-type, :nth-child(), :nth-of-type() and :not()";
/** Nobody writes more; a rewriter's own limit is not ours to find. */
const DEEPEST_NOT = 4;

const ESCAPE = String.raw`\\(?:[0-9a-fA-F]{1,6}[ \t\n]?|[^\n0-9a-fA-F])`;
const NAME = String.raw`(?:[-\w\u0080-\uffff]|${ESCAPE})`;
const IDENTIFIER = String.raw`(?:--|-?(?:[A-Za-z_\u0080-\uffff]|${ESCAPE}))${NAME}*`;
const STRING = String.raw`"(?:[^"\\\n]|${ESCAPE})*"|'(?:[^'\\\n]|${ESCAPE})*'`;
const BLANK = String.raw`[ \t\n\r\f]*`;

const TYPE = new RegExp(String.raw`\*|${IDENTIFIER}`, "y");
const CLASS_OR_ID = new RegExp(`[.#]${IDENTIFIER}`, "y");
const ATTRIBUTE = new RegExp(
  String.raw`\[${BLANK}${IDENTIFIER}${BLANK}(?:[~^$*|]?=${BLANK}(?:${STRING}|${IDENTIFIER})${BLANK}(?:[iIsS]${BLANK})?)?\]`,
  "y",
);
const PSEUDO = new RegExp(`:(:?${IDENTIFIER})(\\()?`, "y");
const NTH = new RegExp(
  String.raw`${BLANK}(?:odd|even|[+-]?\d{0,6}n(?:${BLANK}[+-]${BLANK}\d{1,6})?|[+-]?\d{1,6})${BLANK}\)`,
  "iy",
);
const COMBINATOR = new RegExp(String.raw`${BLANK}([>+~|,)])${BLANK}|[ \t\n\r\f]+`, "y");

/**
 * Why a selector cannot find elements while a page streams through the edge; null: it can.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/html-rewriter/#selectors
 * @example selectorFault("main > .hero:not([hidden])"); // => null
 * @example selectorFault("h1 + p"); // => "must not use +: only ancestors of an element are known while a page streams by"
 */
export function selectorFault(text: string): string | null {
  const reader = { text: text.replace(/^[ \t\n\r\f]+|[ \t\n\r\f]+$/g, ""), at: 0 };
  return reader.text === "" ? "must not be empty" : listFault(reader, 0, true);
}

interface Reader {
  readonly text: string;
  at: number;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found !== null) reader.at += found[0].length;
  return found;
}

/** Selectors with commas between them; within `:not(…)`, none of which may name an ancestor, up to the bracket. */
function listFault(reader: Reader, depth: number, mayDescend: boolean): string | null {
  for (;;) {
    const fault = compoundFault(reader, depth);
    if (fault !== null) return fault;
    if (reader.at === reader.text.length) return depth === 0 ? null : "must close each bracket";
    const [, sign = " "] = take(reader, COMBINATOR) ?? ["", "?"];
    if (sign === ")") return depth > 0 ? null : unexpected(")");
    if (sign === ",") continue;
    if (sign === "+" || sign === "~")
      return `must not use ${sign}: only ancestors of an element are known while a page streams by`;
    if (sign === "|") return "must not name a namespace";
    if (sign === "?") return unexpected(reader.text.slice(reader.at));
    if (!mayDescend) return "must name no ancestor within :not()";
  }
}

function compoundFault(reader: Reader, depth: number): string | null {
  const from = reader.at;
  take(reader, TYPE);
  for (;;) {
    if (take(reader, CLASS_OR_ID) ?? take(reader, ATTRIBUTE)) continue;
    const pseudo = take(reader, PSEUDO);
    if (pseudo === null) break;
    const fault = pseudoFault(reader, { name: pseudo[1] ?? "", hasBracket: pseudo[2] !== undefined }, depth);
    if (fault !== null) return fault;
  }
  return reader.at > from ? null : unexpected(reader.text.slice(reader.at));
}

function pseudoFault(
  reader: Reader,
  { name, hasBracket }: { name: string; hasBracket: boolean },
  depth: number,
): string | null {
  const known = name.toLowerCase();
  if (hasBracket && (known === "nth-child" || known === "nth-of-type"))
    return take(reader, NTH) ? null : `must give :${known}() a number, odd, even or such as 2n+1`;
  if (hasBracket && known === "not") {
    if (depth >= DEEPEST_NOT) return `must not nest :not() deeper than ${DEEPEST_NOT} times`;
    reader.at += /^[ \t\n\r\f]*/.exec(reader.text.slice(reader.at))?.[0].length ?? 0;
    return listFault(reader, depth + 1, false);
  }
  if (!hasBracket && (known === "first-child" || known === "first-of-type")) return null;
  return `must not use :${name}: of pseudo-classes only ${STREAMING} can be told while a page streams by`;
}

function unexpected(rest: string): string {
  if (rest === "") return "must not end where a selector is expected";
  return `must be a CSS selector: ${JSON.stringify([...rest][0])} is not expected there`;
}
