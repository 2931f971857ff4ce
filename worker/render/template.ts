import type { ContentType } from "#shared/decision/content";
import { BRACES, fieldsIn, hasFields } from "#shared/decision/fields";
import { asJson, asMarkup, asText, printable } from "./escape.ts";
import { type Escape, parseTemplate } from "./liquid.ts";
import { type Field, placeFaults } from "./places.ts";

/** Content with merge fields, ready to be filled: with the facts of somebody, or with none. */
export interface Template {
  readonly fill: (factOf: (name: string) => unknown) => string;
}

/** A template, or everything that is wrong with it. */
export type Compiled = Template | { readonly faults: readonly string[] };

/** Reads content with merge fields once, so that it can be filled often. What it prints is escaped for where it stands. */
export function compileContent(content: string, contentType: ContentType): Compiled {
  if (contentType === "application/json") return compileJson(content);
  if (contentType === "text/plain") return compileText(content, asText);
  const { text, braces } = unescapedFields(content);
  return compileText(text, asMarkup, (_, { fields }) => [
    ...bracesFaults(text, fields, braces),
    ...placeFaultsIn(text, fields),
  ]);
}

type Check = (text: string, parsed: ReturnType<typeof parseTemplate>) => string[];

function compileText(text: string, printed: Escape, check: Check = () => []): Compiled {
  try {
    const parsed = parseTemplate(text, printed);
    const faults = [...variableFaults(text, parsed.variables), ...check(text, parsed)];
    if (faults.length > 0) return { faults };
    const named = fieldsIn(text).map((name) => [name, name.split(".")] as const);
    return { fill: (factOf) => parsed.render(scopeOf(named, factOf)) };
  } catch (error) {
    return { faults: [`is no template: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200)] };
  }
}

function placeFaultsIn(text: string, fields: readonly Field[]): string[] {
  return placeFaults(text, fields).map(({ field, message }) => `${fieldOf(text, field)} ${message}`);
}

/** What was unescaped has to lie within fields: anywhere else, text would become markup. */
function bracesFaults(text: string, fields: readonly Field[], braces: readonly Braces[]): string[] {
  const other = fields.find(({ begin, end }, place) => begin !== braces[place]?.begin || end !== braces[place].end);
  if (other === undefined && fields.length === braces.length) return [];
  return [`${other === undefined ? shown(text) : fieldOf(text, other)} must hold no }} or %} in quotes`];
}

/** Only what is found without reading the template can be asked of the visitor in time. */
function variableFaults(text: string, variables: ReturnType<typeof parseTemplate>["variables"]): string[] {
  const found = new Set(fieldsIn(text));
  return variables.flatMap((keys) => {
    const name = keys?.join(".") ?? "";
    if (found.has(name)) return [];
    return [
      /^(?:traits|group)\b/.test(name) || keys === null
        ? `must name a trait by its keys with dots between, such as traits.firstName${name === "" ? "" : `: ${shown(name)}`}`
        : `knows traits and group alone, not ${shown(name)}`,
    ];
  });
}

/** The facts by the keys that lead to them; what a longer name goes through prints nothing itself. */
function scopeOf(
  named: readonly (readonly [name: string, keys: readonly string[]])[],
  factOf: (name: string) => unknown,
) {
  const scope: Scope = Object.create(null);
  for (const [name, keys] of named) {
    const value = printable(factOf(name));
    if (value === undefined) continue;
    let at = scope;
    for (const key of keys.slice(0, -1)) {
      const next = at[key];
      const inner: Scope = typeof next === "object" ? next : Object.create(null);
      at[key] = inner;
      at = inner;
    }
    at[keys.at(-1) ?? ""] ??= value;
  }
  return scope;
}

interface Scope {
  [key: string]: Scope | string | number | boolean;
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** Each string of a JSON text is a template of its own, and stays a string whatever is printed in it. */
function compileJson(text: string): Compiled {
  const parts: (string | Template)[] = [];
  const faults: string[] = [];
  let at = 0;
  for (const { 0: literal, index } of text.matchAll(JSON_STRING)) {
    if (!hasFields(literal)) continue;
    const end = index + literal.length;
    if (/^\s*:/.test(text.slice(end, end + 100))) faults.push(`${shown(literal)} must not name a key`);
    const compiled = compileText(JSON.parse(literal), asText);
    if ("faults" in compiled) faults.push(...compiled.faults);
    else parts.push(text.slice(at, index), compiled);
    at = end;
  }
  parts.push(text.slice(at));
  if (faults.length > 0) return { faults };
  return {
    fill: (factOf) => parts.map((part) => (typeof part === "string" ? part : asJson(part.fill(factOf)))).join(""),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  nbsp: " ",
};

interface Braces {
  readonly begin: number;
  readonly end: number;
}

/** Editors of markup, and what cleans it, escape the signs within braces too. */
function unescapedFields(markup: string): { readonly text: string; readonly braces: readonly Braces[] } {
  const braces: Braces[] = [];
  let text = "";
  let at = 0;
  for (const { 0: escaped, index } of markup.matchAll(BRACES)) {
    text += markup.slice(at, index);
    const begin = text.length;
    text += escaped.replace(/&(lt|gt|amp|quot|#39|#x27|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity);
    braces.push({ begin, end: text.length });
    at = index + escaped.length;
  }
  return { text: text + markup.slice(at), braces };
}

function fieldOf(text: string, { begin, end }: Field): string {
  return shown(text.slice(begin, end));
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
