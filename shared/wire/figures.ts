import * as v from "valibot";
import { call } from "./call.ts";

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A segment's figures: all-time orders and revenue of the visitors who are in it now; `share` is of all visitors, 0 to 1. */
export const SegmentFiguresSchema = v.object({
  key: v.string(),
  visitors: CountSchema,
  orders: CountSchema,
  /** In the site's currency. */
  revenue: v.number(),
  /** Null without orders. */
  averageOrderValue: v.nullable(v.number()),
  share: v.number(),
});
export type SegmentFigures = v.InferOutput<typeof SegmentFiguresSchema>;

/** Every configured segment in its configured order; behind them a segment that is configured no more, while somebody is still in it. */
export const SegmentsSchema = v.object({ segments: v.array(SegmentFiguresSchema), visitors: CountSchema });
export type Segments = v.InferOutput<typeof SegmentsSchema>;

/** The calls that answer figures about all visitors. */
export const figureCalls = {
  segments: call({
    method: "GET",
    path: "/v1/sites/:site/segments",
    summary: "Counts visitors, orders and revenue by segment.",
    access: "viewer",
    answer: SegmentsSchema,
  }),
};
