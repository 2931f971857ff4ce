import { describe, expect, it } from "vitest";
import { orderMessage } from "./orderMessage.ts";

const row = { customer_id: "17850", order_date: "2010-12-01 08:26:00", revenue: "139.12" };

describe("orderMessage", () => {
  it("makes an order of the user that the row names", () => {
    expect(orderMessage({ ...row, order_id: "536365", currency: "gbp" })).toEqual({
      holder: { userId: "17850" },
      at: Date.UTC(2010, 11, 1, 8, 26),
      messageId: null,
      message: {
        type: "track",
        event: "Order Completed",
        properties: { order_id: "536365", revenue: 139.12, currency: "GBP" },
      },
    });
  });

  it("leaves out what the row does not say", () => {
    expect(orderMessage({ ...row, order_id: "", currency: " " })).toMatchObject({
      message: { properties: { revenue: 139.12 } },
    });
    const read = orderMessage(row);
    expect("message" in read && read.message["properties"]).toEqual({ revenue: 139.12 });
  });

  it("takes what was bought as one line", () => {
    expect(orderMessage({ ...row, quantity: "40", category: "Gifts" })).toMatchObject({
      message: { properties: { products: [{ category: "Gifts", quantity: 40 }] } },
    });
  });

  it("keeps a customer's number as text, zeros and all", () => {
    expect(orderMessage({ ...row, customer_id: "007" })).toMatchObject({ holder: { userId: "007" } });
    expect(orderMessage({ ...row, customer_id: 17850 })).toMatchObject({ holder: { userId: "17850" } });
  });

  it.each([
    [{ customer_id: " " }, "has no customer_id"],
    [{ order_date: "yesterday" }, 'order_date: "yesterday" is not a date'],
    [{ revenue: "12abc" }, 'revenue: "12abc" is not a number'],
    [{ revenue: "" }, 'revenue: "" is not a number'],
    [{ revenue: "1e999" }, 'revenue: "1e999" is not a number'],
    [{ revenue: "-3" }, "revenue: -3 is negative"],
    [{ currency: "EURO" }, 'currency: "EURO" is not a code of three letters'],
    [{ quantity: "many" }, 'quantity: "many" is not a number'],
  ])("refuses %j", (fields, fault) => {
    expect(orderMessage({ ...row, ...fields })).toEqual({ fault });
  });
});
