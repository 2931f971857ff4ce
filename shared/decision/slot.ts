import * as v from "valibot";
import { factNamesOf } from "../rules/comparisons.ts";
import { isPageFact } from "../rules/factNames.ts";
import { RuleSchema } from "../rules/rule.ts";
import { KeySchema, keyedList } from "../segments/key.ts";
import { experimentFaults } from "./experiment.ts";
import { CostSchema, PercentSchema } from "./measures.ts";
import { selectorFault } from "./selector.ts";
import { SnippetSchema } from "./snippet.ts";

const PagesSchema = v.pipe(
  RuleSchema,
  v.check((rule) => factNamesOf(rule).every(isPageFact), "asks for facts of a page alone"),
);

const SlotEntriesSchema = v.strictObject({
  key: KeySchema,
  selector: v.optional(
    v.nullable(
      v.pipe(
        v.string("must be a CSS selector or null"),
        v.maxLength(1000, "must be at most 1000 characters"),
        v.check(
          (selector) => selectorFault(selector) === null,
          ({ input }) => selectorFault(input) ?? "",
        ),
      ),
    ),
    null,
  ),
  /** The pages that the slot is on, by facts of a page; left out: any. A view of another page is no view of the slot. */
  pages: v.optional(v.nullable(PagesSchema)),
  holdoutPercent: v.optional(PercentSchema, 0),
  /** What is shown is kept and counted, though nobody is held out and nothing is dealt. */
  measured: v.optional(v.boolean("must be true or false")),
  /** What the slot's campaign costs, beside what its snippets do. */
  cost: v.optional(v.nullable(CostSchema)),
  snippets: v.optional(keyedList(SnippetSchema, "snippets"), []),
});

/** A place on the site that content can fill: elements with `data-rfedge-slot`, or those that the selector finds. */
export const SlotSchema = v.pipe(
  SlotEntriesSchema,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { snippets } = dataset.value;
    for (const { index, key, message } of experimentFaults(snippets))
      addIssue({
        message,
        path: [
          { type: "object", origin: "value", input: { ...dataset.value }, key: "snippets", value: snippets },
          { type: "array", origin: "value", input: snippets, key: index, value: snippets[index] },
          { type: "object", origin: "value", input: { ...snippets[index] }, key, value: snippets[index]?.[key] },
        ],
      });
  }),
);
export type Slot = v.InferOutput<typeof SlotSchema>;
