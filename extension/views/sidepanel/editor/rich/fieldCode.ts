const CODE = /^\{\{-?\s*([^|}]*?)\s*(?:\|\s*default:\s*(?:"([^"}]*)"|'([^'}]*)')\s*)?-?\}\}$/;

/** What a merge field prints: a fact, and what stands in for it where it is not known. */
export interface FieldCode {
  readonly fact: string;
  readonly otherwise: string;
}

/**
 * Reads a field of the simple sort; null: it does more, and is for who edits HTML.
 *
 * @example readField('{{ traits.firstName | default: "there" }}'); // => { fact: "traits.firstName", otherwise: "there" }
 * @example readField("{{ traits.name | upcase }}"); // => null
 */
export function readField(code: string): FieldCode | null {
  const [, fact, double, single] = CODE.exec(code) ?? [];
  return fact === undefined ? null : { fact, otherwise: double ?? single ?? "" };
}

/**
 * @example writeField({ fact: "traits.name", otherwise: 'the "other"' }); // => "{{ traits.name | default: 'the \"other\"' }}"
 */
export function writeField({ fact, otherwise }: FieldCode): string {
  const text = otherwise.replaceAll(/[{}]/g, "");
  const quoted = text.includes('"') ? `'${text.replaceAll("'", "’")}'` : `"${text}"`;
  return `{{ ${fact} | default: ${quoted} }}`;
}

/**
 * What a field is called: by the editor's names for the usual ones, else by its last word.
 *
 * @example nameOfField("{{ traits.petName }}", {}); // => "petName"
 */
export function nameOfField(code: string, names: Readonly<Record<string, string>>): string {
  const fact = readField(code)?.fact ?? code.replace(/^\{\{-?|-?\}\}$/g, "").trim();
  const last = fact.split("|")[0]?.trim().split(".").at(-1) ?? fact;
  return (fact === `traits.${last}` && Object.hasOwn(names, last) ? names[last] : undefined) ?? last;
}
