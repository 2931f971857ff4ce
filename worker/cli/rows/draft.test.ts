import { describe, expect, it } from "vitest";
import { type Draft, finished } from "./draft.ts";

const draft: Draft = {
  holder: { userId: "17850" },
  at: Date.UTC(2010, 11, 1),
  messageId: null,
  message: { type: "track", event: "Order Completed", properties: { revenue: 5 } },
};
const idOf = (changed: Partial<Draft>, finish = {}) =>
  finished({ ...draft, ...changed }, { site: "demo", line: 2, shiftMs: 0, ...finish })["messageId"];

describe("finished", () => {
  it("says the same id for the same row, however far it is shifted", () => {
    expect(idOf({}, { shiftMs: 86_400_000 })).toBe(idOf({}));
    expect(String(idOf({}))).toMatch(/^import-[\w-]{43}$/);
  });

  it("tells rows apart by site, line and every part of their content", () => {
    const others = [
      idOf({}, { site: "other" }),
      idOf({}, { line: 3 }),
      idOf({ at: draft.at + 1 }),
      idOf({ holder: { userId: "17851" } }),
      idOf({ message: { ...draft.message, properties: { revenue: 6 } } }),
    ];
    expect(new Set([idOf({}), ...others]).size).toBe(6);
  });

  it("keeps an id of the row's own", () => {
    expect(idOf({ messageId: "ajs-1" })).toBe("ajs-1");
  });

  it("moves the instant by the shift and writes it as ISO 8601", () => {
    const message = finished(draft, { site: "demo", line: 2, shiftMs: 86_400_000 });
    expect(message).toMatchObject({ userId: "17850", type: "track", timestamp: "2010-12-02T00:00:00.000Z" });
  });
});
