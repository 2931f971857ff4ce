import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation, type Operations } from "#shared/wire/operations";
import { billOf } from "./billOf.ts";

const NOTHING = Object.fromEntries(OPERATIONS.map((operation) => [operation, 0])) as Record<Operation, number>;
const counted = (pageViews: number, operations: Partial<Record<Operation, number>>): Operations => ({
  since: null,
  pageViews,
  operations: { ...NOTHING, ...operations },
  aside: { ...NOTHING, rowsWritten: 1e9 },
});
const dollars = (operations: Operations, pageViews = 1e6) => billOf(operations, pageViews).dollars.toFixed(2);

// Cloudflare's published prices, computed by hand: the design's own table has $1.54 for a million of the first.
describe("billOf", () => {
  it.each([
    [
      "a request, an object's call and a row each",
      { workerRequests: 1, visitorRequests: 1, rowsWritten: 1, rowsRead: 6 },
      "1.54",
    ],
    ["an alarm set and gone off each", { rowsWritten: 1, alarms: 1 }, "1.16"],
    ["a KV read each", { kvReads: 1 }, "0.50"],
    ["a KV write each", { kvWrites: 1 }, "5.00"],
    ["a preflight each", { workerRequests: 1 }, "0.38"],
    ["nothing", {}, "0.00"],
  ])("is for %s %3$s a million", (_, operations, expected) => {
    expect(dollars(counted(1, operations))).toBe(expected);
  });

  it("grows with the page views asked for, not with those counted", () => {
    const twenty = counted(20, { rowsWritten: 30 });
    expect([dollars(twenty), dollars(twenty, 10e6)]).toEqual(["1.50", "15.00"]);
    expect(billOf(twenty, 2).lines).toEqual([
      { what: "rows written, alarms set", perPageView: 1.5, count: 3, dollarsPerMillion: 1, dollars: 3e-6 },
    ]);
  });

  it("is none where no page was viewed", () => {
    expect(() => billOf(counted(0, { rowsWritten: 1 }), 1)).toThrow(RangeError);
  });
});
