import * as v from "valibot";
import { isForbiddenKey } from "../rules/factNames.ts";

/** What names a segment, an audience, a slot or a snippet: it stands in addresses, attributes and files. */
export const KeySchema = v.pipe(
  v.string("must be text"),
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "must be 1 to 64 letters, digits, dots, underscores or hyphens, a letter or digit first",
  ),
  v.check((key) => !isForbiddenKey(key), "is not allowed as a key"),
);

/** A language as BCP 47 writes it: `en`, `zh-TW`. */
export const LanguageSchema = v.pipe(
  v.string("must be text"),
  v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, "must be a language such as en or zh-TW"),
);

/** What marketers call a thing, by language; where there is none, its key is shown. */
export const NameSchema = v.record(
  LanguageSchema,
  v.pipe(v.string("must be text"), v.maxLength(200, "must be at most 200 characters")),
  "must be names by language",
);

/** A list of which no two elements have one key; the fault stands at the second. */
export function keyedList<const S extends v.GenericSchema<unknown, { readonly key: string }>>(schema: S, what: string) {
  return v.pipe(
    v.array(schema, `must be a list of ${what}`),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const seen = new Set<string>();
      for (const [index, item] of dataset.value.entries()) {
        if (seen.has(item.key)) {
          const list: v.ArrayPathItem = {
            type: "array",
            origin: "value",
            input: dataset.value,
            key: index,
            value: item,
          };
          addIssue({
            message: `is there twice: ${item.key}`,
            path: [list, { type: "object", origin: "value", input: { ...item }, key: "key", value: item.key }],
          });
        }
        seen.add(item.key);
      }
    }),
  );
}
