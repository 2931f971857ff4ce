import type { JsonSchema } from "@valibot/to-json-schema";
import { code, escaped, prose } from "./html.ts";

type Part = JsonSchema | boolean;

/** A schema's fields as nested lists; a schema without fields as one line that names its type. */
export function schemaView(schema: JsonSchema): string {
  const fields = fieldsOf(schema);
  if (fields !== "") return fields;
  const about = schema.description === undefined ? "" : ` ${prose(schema.description)}`;
  return `<p class="type">${typeOf(schema)}${about}</p>`;
}

/** What stands for a field's value, in words: `text`, `list of number`, a link to a named schema. */
export function typeOf(part: Part): string {
  if (typeof part === "boolean" || Object.keys(part).length === 0) return "anything";
  if (part.$ref !== undefined) return referenceOf(part.$ref);
  const choices = part.anyOf ?? part.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" or ");
  if (part.const !== undefined) return code(JSON.stringify(part.const));
  if (part.enum) return part.enum.map((value) => code(JSON.stringify(value))).join(", ");
  return wordOf(part);
}

function wordOf(part: JsonSchema): string {
  if (Array.isArray(part.type)) return part.type.map((type) => wordOf({ type })).join(", ");
  if (part.type === "array") return `list of ${typeOf(single(part.items))}`;
  if (part.type === "object")
    return Object.keys(part.properties ?? {}).length > 0
      ? "object"
      : `object of ${typeOf(part.additionalProperties ?? {})}`;
  if (part.format === "date-time") return "instant";
  return part.type === "string" ? "text" : escaped(String(part.type ?? "anything"));
}

function referenceOf(ref: string): string {
  const name = ref.slice(ref.lastIndexOf("/") + 1);
  return `<a href="#schema-${name}">${name}</a>`;
}

function fieldsOf(part: Part): string {
  const holders = objectsIn(part);
  const lists = holders.map((holder) => {
    const rows = Object.entries(holder.properties ?? {}).map(([name, inner]) =>
      fieldView(name, inner, holder.required?.includes(name) ?? false),
    );
    return rows.length === 0 ? "" : `<ul class="fields">${rows.join("")}</ul>`;
  });
  return lists.filter((list) => list !== "").join('<p class="or">or</p>');
}

function fieldView(name: string, inner: Part, isRequired: boolean): string {
  const about =
    typeof inner === "object" && inner.description !== undefined
      ? ` <span class="about">${prose(inner.description)}</span>`
      : "";
  const head = `<code class="name">${escaped(name)}</code>${isRequired ? "" : '<span class="optional">optional</span>'} <span class="type">${typeOf(inner)}</span>`;
  return `<li><div class="field">${head}<span class="bounds">${boundsOf(inner)}</span>${about}</div>${fieldsOf(inner)}</li>`;
}

/** The objects whose fields are worth showing under a part: its own, its list's, its choices'. */
function objectsIn(part: Part | undefined): JsonSchema[] {
  if (part === undefined || typeof part === "boolean" || part.$ref !== undefined) return [];
  const choices = part.anyOf ?? part.oneOf;
  if (choices) return choices.flatMap(objectsIn);
  if (part.type === "array") return objectsIn(single(part.items));
  if (part.properties && Object.keys(part.properties).length > 0) return [part];
  return part.type === "object" ? objectsIn(part.additionalProperties) : [];
}

/** Bounds in a reader's words: `1 to 5`, `at most 100 characters`. */
function boundsOf(part: Part): string {
  if (typeof part === "boolean") return "";
  const bounds = [
    rangeOf(part.minimum, part.maximum, ""),
    part.exclusiveMinimum === undefined ? "" : `more than ${part.exclusiveMinimum}`,
    rangeOf(part.minLength, part.maxLength, "characters"),
    rangeOf(part.minItems, part.maxItems, "elements"),
    part.pattern === undefined ? "" : `matches <code>${escaped(part.pattern)}</code>`,
    part.default === undefined ? "" : `default ${code(JSON.stringify(part.default))}`,
  ];
  return bounds.filter((bound) => bound !== "").join(", ");
}

function rangeOf(from: number | undefined, to: number | undefined, unit: string): string {
  // JSON's safe integers are no bound that a reader needs.
  const most = to !== undefined && to < Number.MAX_SAFE_INTEGER ? to : undefined;
  if (from !== undefined && most !== undefined) return `${from === most ? from : `${from} to ${most}`} ${unit}`.trim();
  if (most !== undefined) return `at most ${most} ${unit}`.trim();
  return from === undefined ? "" : `at least ${from} ${unit}`.trim();
}

function single(items: JsonSchema["items"]): Part {
  return Array.isArray(items) ? (items[0] ?? {}) : (items ?? {});
}
