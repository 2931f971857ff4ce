import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cookieOfPurposes, purposesOfCookie } from "../wire/consent.ts";
import { consentState, mayPersonalise, mayRecord, withWishes } from "./mayRecord.ts";

const RULES = fc.record({ requireConsent: fc.boolean(), honourGpc: fc.boolean() });
const NAMES = ["analytics", "Analytics", "analytics_storage", "ads", "personalization", "statistics", "C0002"];
const PURPOSES = fc.option(fc.dictionary(fc.constantFrom(...NAMES), fc.boolean(), { minKeys: 1 }), { nil: undefined });

describe("consentState", () => {
  it.each([
    [undefined, "unknown"],
    [{ analytics: true }, "granted"],
    [{ statistics: true }, "granted"],
    [{ analytics_storage: true, ad_storage: false }, "granted"],
    [{ analytics: false, marketing: true }, "denied"],
    [{ Analytics: false, Advertising: true }, "denied"],
    [{ analytics_storage: false, personalization_storage: true }, "denied"],
    [{ marketing: false }, "denied"],
  ])("says of %j what the tag does", (purposes, state) => {
    expect(consentState(purposes)).toBe(state);
  });
});

describe("mayRecord", () => {
  it("never records whoever has refused analytics, and always whoever has agreed", () => {
    fc.assert(
      fc.property(RULES, PURPOSES, fc.boolean(), (rules, purposes, hasSignal) => {
        const may = mayRecord(rules, { purposes, hasSignal });
        const refuses = Object.entries(purposes ?? {}).some(([name, is]) => /^analytics/i.test(name) && !is);
        const state = consentState(purposes);
        if (refuses) expect(may).toBe(false);
        else if (state === "granted") expect(may).toBe(true);
        else expect(may).toBe(!(rules.requireConsent || (rules.honourGpc && hasSignal)));
      }),
    );
  });

  it("records no more under a stricter rule, nor with the signal", () => {
    fc.assert(
      fc.property(RULES, PURPOSES, (rules, purposes) => {
        const may = mayRecord(rules, { purposes, hasSignal: true });
        if (may) expect(mayRecord(rules, { purposes, hasSignal: false })).toBe(true);
        if (mayRecord({ ...rules, requireConsent: true }, { purposes, hasSignal: false }))
          expect(mayRecord({ ...rules, requireConsent: false }, { purposes, hasSignal: false })).toBe(true);
      }),
    );
  });
});

describe("mayPersonalise", () => {
  it.each([
    [undefined, true],
    [{ analytics: true }, true],
    [{ personalization: true }, true],
    [{ analytics: true, personalization: false }, false],
    [{ analytics: true, personalisation: false }, false],
    [{ analytics: true, personalization_storage: false }, false],
  ])("says of %j %j", (purposes, may) => {
    expect(mayPersonalise(purposes)).toBe(may);
  });
});

describe("withWishes", () => {
  it("leaves a message alone where nothing is said of it, and its own choice where something is", () => {
    const message = { type: "page", context: { page: {}, consent: { categoryPreferences: { ads: true } } } };
    expect(withWishes(message, { purposes: undefined, hasSignal: false })).toBe(message);
    expect(withWishes(message, { purposes: { ads: false }, hasSignal: true })).toEqual({
      type: "page",
      context: { page: {}, consent: { categoryPreferences: { ads: true }, globalPrivacyControl: true } },
    });
    for (const odd of [null, 7, "text"]) expect(withWishes(odd, { purposes: undefined, hasSignal: true })).toBe(odd);
  });
});

describe("the cookie", () => {
  it("gives back what it was given, whatever the purposes are called", () => {
    const letters = fc.constantFrom(..."abcXYZ019_-");
    const names = fc.string({ unit: letters, minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.dictionary(names, fc.boolean(), { minKeys: 1, maxKeys: 20 }), (purposes) => {
        expect(purposesOfCookie(cookieOfPurposes(purposes))).toEqual({ ...purposes });
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1, unit: "binary" }), fc.boolean()), (purposes) => {
        expect(cookieOfPurposes(purposes)).toMatch(/^[\w.:-]*$/);
      }),
    );
  });

  it.each(["", "yes", "analytics", "analytics:2", ":1", `${"a".repeat(101)}:1`, "a:1.".repeat(600)])(
    "says nothing as %j",
    (value) => {
      expect(purposesOfCookie(value)).toBeUndefined();
    },
  );
});
