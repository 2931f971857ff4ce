import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ByteTable } from "./byteTable.ts";

const put = (table: ByteTable, text: string) => {
  const bytes = Buffer.from(`<${text}>`);
  return table.indexOf(bytes, 1, bytes.length - 1);
};

describe("ByteTable", () => {
  test.prop([fc.array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 3_000 })])(
    "numbers texts as a map does, and gives them back",
    (texts) => {
      const table = new ByteTable();
      const numbers = new Map<string, number>();
      for (const text of texts) {
        if (!numbers.has(text)) numbers.set(text, numbers.size);
        expect(put(table, text)).toBe(numbers.get(text));
      }
      expect(table.count).toBe(numbers.size);
      for (const [text, number] of numbers) expect(table.text(number)).toBe(text);
    },
  );

  it("grows past any first size", () => {
    const table = new ByteTable();
    for (let n = 0; n < 100_000; n++) put(table, `customer-${n}`);
    expect([put(table, "customer-0"), put(table, "customer-99999"), table.count]).toEqual([0, 99_999, 100_000]);
  });
});
