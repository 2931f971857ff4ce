import * as v from "valibot";
import { KeySchema, keyedList } from "../segments/key.ts";
import { SnippetSchema } from "./snippet.ts";

/** A place on the site that content can fill: elements with `data-rfedge-slot`, or those that the selector finds. */
export const SlotSchema = v.strictObject({
  key: KeySchema,
  selector: v.optional(
    v.nullable(
      v.pipe(
        v.string("must be a CSS selector or null"),
        v.nonEmpty("must not be empty"),
        v.maxLength(1000, "must be at most 1000 characters"),
      ),
    ),
    null,
  ),
  holdoutPercent: v.optional(
    v.pipe(
      v.number("must be a number"),
      v.minValue(0, "must be from 0 to 100"),
      v.maxValue(100, "must be from 0 to 100"),
    ),
    0,
  ),
  snippets: v.optional(keyedList(SnippetSchema, "snippets"), []),
});
export type Slot = v.InferOutput<typeof SlotSchema>;
