import * as v from "valibot";

/** On every answer about all visitors: where a part of them did not answer, the rest is answered and says so. */
export const lackEntries = {
  /** Parts are missing, or visitors are just being moved from part to part. */
  incomplete: v.optional(v.literal(true)),
  /** The numbers of the parts that did not answer. */
  missing: v.optional(v.array(v.pipe(v.number(), v.integer()))),
};

/** What an answer lacks; nothing of it where it is whole. */
export interface Lack {
  readonly incomplete?: true;
  readonly missing?: number[];
}
