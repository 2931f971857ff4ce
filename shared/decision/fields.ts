import { isFact } from "../rules/factNames.ts";

/** The facts of a person that content may name. They are personal: content that names one is for nobody else. */
const FIELD = /\b(?:traits|group)(?:\s*\.\s*[^\s.,:;|=<>!?"'`()[\]{}&%]+)+/g;
/** Where merge fields stand, as it is told without reading the template. */
export const BRACES = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Whether content is a template: only then is it looked at any closer. */
export function hasFields(content: string): boolean {
  return content.includes("{{") || content.includes("{%");
}

/**
 * The facts that content's merge fields name.
 *
 * @example fieldsIn('<p>Hi {{ traits.firstName | default: "there" }}</p>'); // => ["traits.firstName"]
 */
export function fieldsIn(content: string): string[] {
  if (!hasFields(content)) return [];
  const named = (content.match(BRACES) ?? []).flatMap((braces) => braces.match(FIELD) ?? []);
  return [...new Set(named.map((name) => name.replace(/\s+|-+$/g, "")))].filter(isFact);
}
