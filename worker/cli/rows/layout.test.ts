import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout.ts";

describe("layoutOf", () => {
  it("finds the columns, past a byte order mark", () => {
    expect(layoutOf('\ufeffcustomer_id, order_date ,"re,venue"\r\n1,2,3\r\n', "o.csv")).toEqual({
      kind: "csv",
      delimiter: ",",
      columns: ["customer_id", "order_date", "re,venue"],
    });
  });

  it.each([
    ["a;b;c\n1;2,5;3", ";"],
    ["a\tb\tc\n", "\t"],
    ["a|b|c\n", "|"],
    ['"a;b;c;d",e,f\n', ","],
    ["only\n1\n", ","],
  ])("tells the delimiter of %j", (head, delimiter) => {
    expect(layoutOf(head, "o.csv")).toMatchObject({ delimiter });
  });

  it("takes a file of objects as NDJSON", () => {
    expect(layoutOf('{"type":"page"}\n', "e.ndjson")).toEqual({ kind: "ndjson" });
  });

  it.each([
    ["", "o.csv is empty"],
    ["[{}]", "o.csv is one JSON array: write one object a line (NDJSON), or CSV"],
    ["a,b,a\n", "o.csv: two columns are called a"],
    ["a,traits.__proto__.x\n", "o.csv: no column may be called traits.__proto__.x"],
    ["P\0K\u0003", "o.csv is not text"],
  ])("refuses %j", (head, line) => {
    expect(() => layoutOf(head, "o.csv")).toThrow(line);
  });
});
