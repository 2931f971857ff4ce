import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bagOf } from "#shared/events/event";
import type { PresetName } from "./preset.ts";
import { openSource } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-preset-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file of these lines comes to: each message by event, id, person, day and money; faults and what is passed over by line. */
async function read(preset: PresetName, lines: readonly string[], map: Readonly<Record<string, string>> = {}) {
  const path = join(folder, "export.csv");
  writeFileSync(path, lines.join("\n"));
  const mapping = new Map(Object.entries(map));
  const source = await openSource({ path, format: null, mapping, preset, latest: Date.UTC(2030, 0, 1) });
  const found: unknown[] = [];
  for await (const one of source.read()) {
    if ("fault" in one) found.push([one.line, one.fault]);
    else if ("passed" in one) found.push([one.line, `passed: ${one.passed}`]);
    else
      for (const { holder, at, message } of one.drafts) {
        const { products, ...money } = bagOf(message["properties"]);
        found.push([
          message["event"],
          ...Object.values(holder),
          new Date(at).toISOString().slice(0, 16),
          money,
          products,
        ]);
      }
  }
  return found;
}

// The columns of Admin → Orders → Export, those that concern nobody here left out.
const SHOPIFY =
  "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount,Id";

describe("a Shopify export", () => {
  it("is one order a Name, with all its lines as products", async () => {
    const found = await read("shopify", [
      SHOPIFY,
      '#1001,Ada@Example.com,paid,2025-10-07 09:50:26 +0200,EUR,53.91,5.00,10.00,68.91,2025-10-07 09:50:26 +0200,3,"Mask, green",34.90,M-1,,0.00,741',
      "#1001,ada@example.com,,,,,,,,2025-10-07 09:50:26 +0200,1,Cream,5.00,,,,",
      "#1002,bob@example.com,paid,,EUR,10.00,0,0,10.00,2025-10-08 10:00:00 +0200,1,Cream,10.00,C-1,,,742",
    ]);
    expect(found).toEqual([
      [
        "Order Completed",
        "ada@example.com",
        "2025-10-07T07:50",
        { order_id: "#1001", currency: "EUR", revenue: 53.91 },
        [
          { product_id: "M-1", name: "Mask, green", quantity: 3, price: 34.9 },
          { product_id: "Cream", name: "Cream", quantity: 1, price: 5 },
        ],
      ],
      [
        "Order Completed",
        "bob@example.com",
        "2025-10-08T08:00",
        { order_id: "#1002", currency: "EUR", revenue: 10 },
        [{ product_id: "C-1", name: "Cream", quantity: 1, price: 10 }],
      ],
    ]);
  });

  it("says what was refunded and cancelled, passes over what was never paid for, and names what cannot be read", async () => {
    const found = await read("shopify", [
      SHOPIFY,
      "#1,a@x.org,partially_refunded,,EUR,50,0,0,50,2025-01-01 00:00:00 +0000,1,Mug,50,M,,12.50,1",
      "#2,a@x.org,refunded,,EUR,50,0,0,50,2025-01-02 00:00:00 +0000,1,Mug,50,M,2025-01-05 08:00:00 +0000,50,2",
      "#3,a@x.org,voided,,EUR,50,0,0,50,2025-01-03 00:00:00 +0000,1,Mug,50,M,,,3",
      "#4,,paid,,EUR,50,0,0,50,2025-01-03 00:00:00 +0000,1,Mug,50,M,,,4",
      "#5,b@x.org,paid,,EUR,many,0,0,50,2025-01-03 00:00:00 +0000,1,Mug,50,M,,,5",
      "#6,b@x.org,paid,,EUR,5,0,0,50,soon,1,Mug,50,M,,,6",
      "#7,b@x.org",
    ]);
    const mug = [{ product_id: "M", name: "Mug", quantity: 1, price: 50 }];
    const money = (order_id: string) => ({ order_id, currency: "EUR", revenue: 50 });
    expect(found).toEqual([
      ["Order Completed", "a@x.org", "2025-01-01T00:00", money("#1"), mug],
      ["Order Refunded", "a@x.org", "2025-01-01T00:00", { order_id: "#1", currency: "EUR", total: 12.5 }, undefined],
      ["Order Completed", "a@x.org", "2025-01-02T00:00", money("#2"), mug],
      ["Order Refunded", "a@x.org", "2025-01-02T00:00", { order_id: "#2", currency: "EUR", total: 50 }, undefined],
      ["Order Cancelled", "a@x.org", "2025-01-05T08:00", { order_id: "#2" }, undefined],
      [4, "passed: voided"],
      [5, "has no Email"],
      [6, 'Subtotal: "many" is not a number'],
      [8, "has 2 fields where the header has 17"],
      [7, 'Created at: "soon" is not a date'],
    ]);
  });
});

describe("a WooCommerce export", () => {
  it("of the Import Export Suite: total less shipping and tax, things in cells of their own", async () => {
    const found = await read("woocommerce", [
      "order_id,order_number,order_date,status,shipping_total,tax_total,order_total,order_currency,customer_email,line_item_1,line_item_2",
      "31,1031,13/06/2016 06:29:00,completed,4.95,8.00,52.95,GBP,Ada@x.org,name:Mug|product_id:5|sku:M-1|quantity:2|total:20,name:Tea|product_id:6|sku:|quantity:1|total:20",
      "32,1032,9/6/2016 06:29:00,failed,0,0,10,GBP,ada@x.org,,",
      "33,1033,9/6/2016 06:29:00,cancelled,0,0,10,GBP,ada@x.org,,",
      "34,1034,9/6/2016 06:29:00,refunded,0,0,10,GBP,ada@x.org,,",
    ]);
    expect(found).toEqual([
      [
        "Order Completed",
        "ada@x.org",
        "2016-06-13T06:29",
        { order_id: "31", currency: "GBP", total: 52.95, shipping: 4.95, tax: 8 },
        [
          { product_id: "M-1", name: "Mug", quantity: 2 },
          { product_id: "6", name: "Tea", quantity: 1 },
        ],
      ],
      [3, "passed: failed"],
      ["Order Completed", "ada@x.org", "2016-06-09T06:29", expect.objectContaining({ order_id: "33" }), undefined],
      ["Order Cancelled", "ada@x.org", "2016-06-09T06:29", { order_id: "33" }, undefined],
      ["Order Completed", "ada@x.org", "2016-06-09T06:29", expect.objectContaining({ order_id: "34" }), undefined],
      ["Order Refunded", "ada@x.org", "2016-06-09T06:29", { order_id: "34" }, undefined],
    ]);
  });

  it("of Advanced Order Export, a line an item, and prefers what --map says", async () => {
    const lines = [
      "Order Number;Order Status;Order Date;Email (Billing);Customer User ID;Order Shipping Amount;Order Total Amount;Order Total Tax Amount;SKU;Item Name;Quantity;Item Cost",
      "7;wc-processing;2024-05-01 10:00;a@x.org;12;0;1.234,50;0;M;Mug;2;600,00",
      "7;wc-processing;2024-05-01 10:00;a@x.org;12;0;1.234,50;0;T;Tea;1;34,50",
    ];
    const found = await read("woocommerce", lines, { customer_id: "Customer User ID" });
    expect(found).toEqual([
      [
        "Order Completed",
        "12",
        "2024-05-01T10:00",
        { order_id: "7", total: 1234.5, shipping: 0, tax: 0 },
        [
          { product_id: "M", name: "Mug", quantity: 2, price: 600 },
          { product_id: "T", name: "Tea", quantity: 1, price: 34.5 },
        ],
      ],
    ]);
  });
});

describe("a Magento export", () => {
  it("is the grid of orders", async () => {
    const found = await read("magento", [
      '"ID","Purchase Point","Purchase Date","Bill-to Name","Grand Total (Base)","Grand Total (Purchased)","Status","Customer Email","Subtotal","Shipping and Handling","Total Refunded"',
      '"000000012","Main Store","Nov 26, 2024 03:04:05 PM","Ada","36.3900","36.3900","Complete","ada@x.org","29.0000","5.0000",""',
      '"000000013","Main Store","Nov 27, 2024 03:04:05 PM","Ada","36.3900","36.3900","Closed","ada@x.org","29.0000","5.0000","36.3900"',
      '"000000014","Main Store","Nov 27, 2024 03:04:05 PM","Ada","36.3900","36.3900","Canceled","ada@x.org","29.0000","5.0000",""',
      '"000000015","Main Store","Nov 27, 2024 03:04:05 PM","Ada","36.3900","36.3900","Pending Payment","ada@x.org","29.0000","5.0000",""',
    ]);
    const order = (order_id: string, at: string) => [
      "Order Completed",
      "ada@x.org",
      at,
      { order_id, revenue: 29 },
      undefined,
    ];
    expect(found).toEqual([
      order("000000012", "2024-11-26T15:04"),
      order("000000013", "2024-11-27T15:04"),
      ["Order Refunded", "ada@x.org", "2024-11-27T15:04", { order_id: "000000013", total: 36.39 }, undefined],
      order("000000014", "2024-11-27T15:04"),
      ["Order Cancelled", "ada@x.org", "2024-11-27T15:04", { order_id: "000000014" }, undefined],
      [5, "passed: pending payment"],
    ]);
  });

  it("is refused without the column by which people are known", async () => {
    const header = "ID,Purchase Date,Grand Total (Base),Status";
    await expect(read("magento", [header, "1,2024-01-01,5,Complete"])).rejects.toThrow(
      "export.csv is no magento export, or lacks customer_id (Customer Email, customer_email): --map field=column",
    );
  });
});
