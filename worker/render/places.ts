/** A merge field in markup: `output` prints, `logic` chooses what is printed. */
export interface Field {
  readonly kind: "output" | "logic";
  readonly begin: number;
  readonly end: number;
}

/** A field that stands where its value could be more than text, and why it may not. */
export interface PlaceFault {
  readonly field: Field;
  readonly message: string;
}

/** Values that are read as text, wherever their element stands. */
const TEXT_ATTRIBUTE = /^(?:alt|title|placeholder|label|summary|abbr|value|aria-[a-z]+)$/;
/** What holds no elements, or holds some only to some readers. */
const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
const RAW_TEXT = /^(?:textarea|title)$/;
const MASK = "\uE000";

const COMMENT = /<!--(?:-?>|[\s\S]*?--!?>)/y;
const BOGUS = /<(?:\/>|(?:[!?]|\/[^a-z>])[^>]*>?)/iy;
const TAG = /<(\/?)([a-z][^\t\n\f\r />]*)/iy;
const ATTRIBUTE =
  /[\t\n\f\r /]*(?:(>)|(=?[^\t\n\f\r />=]+|=)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|(?=>)|([^\t\n\f\r >"'][^\t\n\f\r >]*)))?)/y;

type Refuse = (begin: number, end: number, message: string | ((field: Field) => string | null)) => void;

/**
 * Which merge fields of markup may not stand where they do. A value is escaped for text and for quoted attributes; anywhere else, and where
 * text is an address, a style or a script, escaping is not enough.
 *
 * @param fields in the order in which they stand
 * @see https://html.spec.whatwg.org/multipage/parsing.html#tokenization the states that this follows
 */
export function placeFaults(markup: string, fields: readonly Field[]): PlaceFault[] {
  const faults: PlaceFault[] = [];
  const refuse: Refuse = (begin, end, message) => {
    for (const field of fields) {
      if (field.begin < begin || field.begin >= end) continue;
      const text = typeof message === "string" ? message : message(field);
      if (text !== null) faults.push({ field, message: text });
    }
  };
  const masked = maskedFields(markup, fields);
  // An empty value, or a branch not taken, joins what stands on both sides.
  for (const field of fields)
    if (/<[/!?]?[a-z]*$/i.test(markup.slice(Math.max(0, field.begin - 40), field.begin)))
      faults.push({ field, message: "must not stand behind what may begin a tag" });
  const last = fields.at(-1);
  let at = 0;
  while (last !== undefined && at < masked.length) {
    const next = masked.indexOf("<", at);
    if (next < 0) break;
    at = elementEnd(masked, next, refuse);
    if (at < 0) {
      faults.push({ field: last, message: "must stand in content whose last tag or comment ends" });
      break;
    }
  }
  return firstOfEach(faults);
}

/** Behind a tag, a comment or a lone bracket; less than 0: it does not end. */
function elementEnd(masked: string, begin: number, refuse: Refuse): number {
  if (masked.startsWith("<!--", begin)) {
    const end = endOf(COMMENT, masked, begin);
    refuse(begin, end < 0 ? masked.length : end, "must not stand in a comment");
    return end;
  }
  const tag = matchAt(TAG, masked, begin);
  if (tag === null) {
    const end = endOf(BOGUS, masked, begin);
    if (end < 0) return begin + 1;
    refuse(begin, end, "must not stand in a comment");
    return masked.startsWith("<![CDATA[", begin) || masked[end - 1] !== ">" ? -1 : end;
  }
  const [{ length }, slash, name = ""] = tag;
  refuse(begin, begin + length, "must not stand in a tag");
  const end = tagEnd(masked, begin + length, refuse);
  return end < 0 || slash !== "" || !RAW.test(name.toLowerCase())
    ? end
    : rawEnd(masked, end, name.toLowerCase(), refuse);
}

function tagEnd(masked: string, begin: number, refuse: Refuse): number {
  for (let at = begin; ; ) {
    const found = matchAt(ATTRIBUTE, masked, at);
    if (found === null) return -1;
    const [{ length }, closes, name = "", double, single] = found;
    const isQuoted = double !== undefined || single !== undefined;
    refuse(at, at + length, (field) =>
      attributeFault(field, {
        name: name.toLowerCase(),
        isQuoted,
        valueFrom: at + length - 1 - (double ?? single ?? "").length,
      }),
    );
    at += length;
    if (closes !== undefined) return at;
  }
}

interface Attribute {
  readonly name: string;
  readonly isQuoted: boolean;
  readonly valueFrom: number;
}

function attributeFault({ kind, begin }: Field, { name, isQuoted, valueFrom }: Attribute): string | null {
  if (name.includes(MASK)) return "must not stand in a tag";
  if (!TEXT_ATTRIBUTE.test(name))
    return `must not stand in ${name.slice(0, 40)}: of attributes it may stand in alt, title, placeholder, label, value and aria-.. alone`;
  if (!isQuoted || begin < valueFrom) return `must stand in quotes: ${name}="..."`;
  return kind === "output" ? null : "may choose in text alone, not within an attribute";
}

/** To some readers such an element is raw text, to others (in SVG, in a select, without scripts) it is not; without a bracket in it both agree. */
function rawEnd(masked: string, begin: number, name: string, refuse: Refuse): number {
  const close = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, "gi");
  close.lastIndex = begin;
  const end = close.exec(masked)?.index ?? masked.length;
  const hasMarkup = masked.slice(begin, end).includes("<");
  if (hasMarkup) refuse(0, masked.length, `must not stand beside a ${name} element that holds a <`);
  else if (!RAW_TEXT.test(name)) refuse(begin, end, `must not stand in ${name}`);
  return end;
}

function maskedFields(markup: string, fields: readonly Field[]): string {
  let masked = "";
  let at = 0;
  for (const { begin, end } of fields) {
    masked += markup.slice(at, begin) + MASK.repeat(end - begin);
    at = end;
  }
  return masked + markup.slice(at);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  return matchAt(pattern, text, at) === null ? -1 : pattern.lastIndex;
}

function firstOfEach(faults: readonly PlaceFault[]): PlaceFault[] {
  const first = new Map(faults.toReversed().map((fault) => [fault.field, fault]));
  return faults.filter((fault) => first.get(fault.field) === fault);
}
