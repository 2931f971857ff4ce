import { beforeEach, describe, expect, it } from "vitest";
import { purposesOfGoogle, stateAfter, watchGoogle } from "./googleConsent.ts";

/** As gtag pushes: its own `arguments`. */
const gtag = (...words: unknown[]): ArrayLike<unknown> => Object.assign({ length: words.length }, words);

// Google's documentation of consent mode v2 states these types, and “granted” and “denied”.
describe("purposesOfGoogle", () => {
  it.each([
    [{}, {}],
    [{ analytics_storage: "granted" }, { analytics: true }],
    [
      { analytics_storage: "denied", personalization_storage: "granted" },
      { analytics: false, personalization: true },
    ],
    [{ ad_storage: "granted", ad_user_data: "granted", ad_personalization: "denied" }, { ads: false }],
    [{ ad_storage: "granted", ad_user_data: "granted" }, { ads: true }],
    [{ functionality_storage: "granted", security_storage: "granted" }, {}],
  ] as const)("makes of %j %j", (state, purposes) => {
    expect(purposesOfGoogle(state)).toEqual(purposes);
  });
});

describe("stateAfter", () => {
  const denied = { analytics_storage: "denied" } as const;
  const granted = { analytics_storage: "granted" } as const;
  it.each([
    ["an update that grants", gtag("consent", "update", granted), {}, granted],
    ["an update that denies", gtag("consent", "update", denied), granted, denied],
    [
      "an update of something else",
      gtag("consent", "update", { ad_storage: "denied" }),
      granted,
      { ...granted, ad_storage: "denied" },
    ],
    ["a list in place of arguments", ["consent", "update", granted], {}, granted],
    [
      "words that are no consent",
      gtag("consent", "update", { analytics_storage: "maybe", wait_for_update: 500 }),
      granted,
      granted,
    ],
    ["a default that denies: nobody was asked yet", gtag("consent", "default", denied), {}, null],
    ["a default that grants", gtag("consent", "default", { ...granted, ad_storage: "denied" }), {}, granted],
    ["a default after the visitor's own word", gtag("consent", "default", granted), denied, null],
    ["a default for a region", gtag("consent", "default", { ...granted, region: ["US-CA"] }), {}, null],
    ["an event", { event: "purchase" } as never, granted, null],
    ["another command", gtag("config", "G-1"), granted, null],
    ["nothing", undefined, granted, null],
    ["no object", gtag("consent", "update", null), granted, null],
  ] as const)("takes %s", (_, pushed, before, after) => {
    expect(stateAfter(before, pushed, false)).toEqual(after);
  });

  it("takes no default for a grant where the browser sends Global Privacy Control, but the visitor's own word", () => {
    expect(stateAfter({}, gtag("consent", "default", granted), true)).toBeNull();
    expect(stateAfter({}, gtag("consent", "update", granted), true)).toEqual(granted);
  });
});

describe("watchGoogle", () => {
  beforeEach(() => {
    Reflect.deleteProperty(window, "dataLayer");
  });

  it("reads what was pushed before, hears what is pushed after, and leaves both to whoever else reads them", () => {
    const layer: unknown[] = [gtag("consent", "default", { analytics_storage: "denied" }), { event: "start" }];
    Object.assign(window, { dataLayer: layer });
    const told: object[] = [];
    watchGoogle((choice) => told.push(choice), false);
    expect(told).toEqual([]);
    expect(layer.push(gtag("consent", "update", { analytics_storage: "granted", ad_storage: "denied" }))).toBe(3);
    layer.push({ event: "purchase" }, gtag("consent", "update", { analytics_storage: "denied" }));
    expect(told).toEqual([
      { analytics: true, ads: false },
      { analytics: false, ads: false },
    ]);
    expect(layer).toHaveLength(5);
  });

  it("waits for a data layer that is not there yet", () => {
    const told: object[] = [];
    watchGoogle((choice) => told.push(choice), false);
    Reflect.get(window, "dataLayer").push(gtag("consent", "update", { analytics_storage: "granted" }));
    expect(told).toEqual([{ analytics: true }]);
  });
});
