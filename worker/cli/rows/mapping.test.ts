import { describe, expect, it } from "vitest";
import { parseMapping, renamed, requireColumns } from "./mapping.ts";

describe("parseMapping", () => {
  it("reads pairs, blanks and all", () => {
    expect([...parseMapping("order_date=order_time, revenue=Amount (GBP)")]).toEqual([
      ["order_date", "order_time"],
      ["revenue", "Amount (GBP)"],
    ]);
    expect(parseMapping("").size).toBe(0);
  });

  it.each(["order_date", "=x", "order_date=", "a=b,a=c"])("refuses %s", (text) => {
    expect(() => parseMapping(text)).toThrow(/--map/);
  });
});

describe("renamed", () => {
  it("gives a mapped column its field's name and takes its own", () => {
    const fields = { order_time: "t", revenue: "1", country: "DK" };
    expect(renamed(fields, parseMapping("order_date=order_time"))).toEqual({
      order_date: "t",
      revenue: "1",
      country: "DK",
    });
  });

  it("prefers the mapped column to one that happens to have the field's name", () => {
    expect(renamed({ revenue: "wrong", net: "right" }, parseMapping("revenue=net"))).toEqual({ revenue: "right" });
  });
});

describe("requireColumns", () => {
  const check = {
    file: "o.csv",
    required: ["customer_id", "order_date", "revenue"],
    known: ["customer_id", "order_date", "revenue"],
  };

  it("names all that is missing in one line", () => {
    expect(() => requireColumns({ ...check, columns: ["customer_id", "when"], mapping: new Map() })).toThrow(
      "o.csv lacks the columns order_date, revenue; it has customer_id, when (--map field=column)",
    );
  });

  it("names a mapped column that is not there", () => {
    const columns = ["customer_id", "order_date", "revenue"];
    expect(() => requireColumns({ ...check, columns, mapping: parseMapping("revenue=net") })).toThrow(
      "lacks the column net;",
    );
  });

  it("refuses a field that there is not, and lists those there are", () => {
    const columns = ["customer_id", "order_date", "revenue"];
    expect(() => requireColumns({ ...check, columns, mapping: parseMapping("price=revenue") })).toThrow(
      "there is no field price; the fields are customer_id, order_date, revenue",
    );
  });
});
