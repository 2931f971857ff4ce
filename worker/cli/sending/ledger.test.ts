import { describe, expect, it } from "vitest";
import type { Reject, Rejects } from "../rows/rejects.ts";
import type { Batch, Parcel } from "./chunks.ts";
import { createLedger, sentenceOf } from "./ledger.ts";

function aLedger() {
  const refused: Reject[] = [];
  const rejects: Rejects = {
    path: "",
    add: (reject) => refused.push(reject),
    count: () => refused.length,
    close: () => {},
  };
  let ms = 0;
  return {
    refused,
    ledger: createLedger(1000, rejects, () => ms),
    pass: (more: number) => {
      ms += more;
    },
  };
}
const parcel = (user: string, line: number, isOrder = true): Parcel => ({
  holder: user,
  line,
  isOrder,
  json: `{"line":${line}}`,
});
const batch: Batch = { body: "", groups: [[parcel("a", 2), parcel("a", 3)], [parcel("b", 4, false)]] };

describe("createLedger", () => {
  it("names the row of each refusal by its visitor and place", () => {
    const { ledger, refused } = aLedger();
    const errors = [{ path: "/properties/revenue", message: "must not be negative" }];
    ledger.done(batch, { success: true, accepted: 1, duplicates: 1, rejected: [{ visitor: 0, index: 1, errors }] });
    expect(refused).toEqual([{ line: 3, reason: "/properties/revenue must not be negative", row: { line: 3 } }]);
    expect(ledger.total()).toMatchObject({ orders: 1, visitors: 2, accepted: 1, duplicates: 1, rejected: 1 });
  });

  it("is as far as the rows that are done of the file that is read", () => {
    const { ledger, pass } = aLedger();
    for (const bytes of [100, 200, 400, 500]) ledger.read({ line: 1, bytes, rows: 1, fault: "", row: null });
    ledger.reject(5, "is not JSON", null);
    ledger.done(batch, null);
    pass(2000);
    expect(ledger.step()).toEqual({ share: 0.5, rows: 4, perSecond: 2 });
  });

  it("counts the rows of an order, and those that are passed over by why", () => {
    const { ledger } = aLedger();
    ledger.read({ line: 2, bytes: 10, rows: 3, drafts: [] });
    ledger.read({ line: 5, bytes: 20, rows: 1, passed: "failed" });
    ledger.read({ line: 6, bytes: 30, rows: 2, passed: "failed" });
    expect(ledger.total()).toMatchObject({ rows: 6, passed: new Map([["failed", 3]]) });
  });
});

describe("sentenceOf", () => {
  it("reports visitors, orders and the rate", () => {
    const total = {
      rows: 18_532,
      orders: 18_532,
      visitors: 4338,
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      passed: new Map(),
      seconds: 10,
    };
    expect(sentenceOf(total)).toBe("4,338 visitors, 18,532 orders, 18,532 rows in 10.0 s (1,853 rows/s)");
    expect(sentenceOf({ ...total, visitors: null })).toMatch(/^over 1,000,000 visitors/);
  });
});
