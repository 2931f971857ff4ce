import { describe, expect, it } from "vitest";
import { segmentMessage } from "./segmentMessage.ts";

const at = Date.UTC(2017, 7, 1, 7);
const page = { type: "page", anonymousId: "0187975600071346667", timestamp: "2017-08-01T07:00:00.000Z" };

describe("segmentMessage", () => {
  it("puts a column named by a path where the path says, and leaves empty cells out", () => {
    const row = {
      ...page,
      event: "",
      "properties.path": "/home",
      "properties.order_id": "",
      "context.page.url": "https://x/home",
    };
    expect(segmentMessage(row)).toEqual({
      holder: { anonymousId: "0187975600071346667" },
      at,
      messageId: null,
      message: {
        type: "page",
        anonymousId: "0187975600071346667",
        properties: { path: "/home" },
        context: { page: { url: "https://x/home" } },
      },
    });
  });

  it("adds a path's field to an object that is there, without changing the row", () => {
    const row = { ...page, properties: { path: "/home" }, "properties.title": "Home" };
    expect(segmentMessage(row)).toMatchObject({ message: { properties: { path: "/home", title: "Home" } } });
    expect(row.properties).toEqual({ path: "/home" });
  });

  it("takes an archived stamp as it stands and drops the transport's clock", () => {
    const archived = {
      ...page,
      originalTimestamp: "2017-08-01T07:00:09Z",
      sentAt: "2017-08-01T07:00:10Z",
      receivedAt: "2017-08-01T07:00:11Z",
    };
    const read = segmentMessage(archived);
    expect(read).toMatchObject({ at });
    expect("message" in read && Object.keys(read.message)).toEqual(["type", "anonymousId"]);
  });

  it("keeps the row's own messageId and the user it names", () => {
    expect(segmentMessage({ ...page, messageId: "m1", userId: "u1" })).toMatchObject({
      holder: { anonymousId: page.anonymousId },
      messageId: "m1",
      message: { userId: "u1" },
    });
    expect(segmentMessage({ type: "page", userId: "u1", timestamp: at })).toMatchObject({ holder: { userId: "u1" } });
  });

  it("never reaches into a prototype", () => {
    segmentMessage({ ...page, "traits.__proto__.polluted": "yes", "constructor.prototype.polluted": "yes" });
    expect("polluted" in {}).toBe(false);
  });

  it.each([
    [{ timestamp: "" }, "timestamp: is not a date"],
    [{ type: "pageview" }, "/type must be one of track, page, screen, identify, alias, group"],
    [{ type: "track" }, "/event is required"],
    [{ anonymousId: "" }, "/ needs an anonymousId or a userId"],
  ])("refuses %j", (fields, fault) => {
    expect(segmentMessage({ ...page, ...fields })).toEqual({ fault });
  });
});
