import { beforeEach, describe, expect, it, vi } from "vitest";

type Consent = typeof import("./consent.ts");

async function consentWith(attributes: string, globalPrivacyControl = false): Promise<Consent> {
  document.head.innerHTML = `<script type="text/plain" data-write-key="wk_demo" ${attributes}></script>`;
  Object.defineProperty(navigator, "globalPrivacyControl", { value: globalPrivacyControl, configurable: true });
  return import("./consent.ts");
}

beforeEach(() => vi.resetModules());

describe("isGranted", () => {
  it.each([
    ["", false, true],
    ["", true, false],
    ['data-consent="granted"', true, true],
    ['data-consent="unknown"', false, false],
    ['data-consent="denied"', false, false],
    ['data-consent="a slip of the pen"', false, false],
  ])("for %j with Global Privacy Control %j is %j", async (attributes, signal, granted) => {
    const { isGranted } = await consentWith(attributes, signal);
    expect(Boolean(isGranted())).toBe(granted);
  });
});

describe("choose", () => {
  it.each([
    [{ analytics: true }, true],
    [{ statistics: true }, true],
    [{ analytics_storage: true, ad_storage: false }, true],
    [{ analytics: false, marketing: true }, false],
    [{ analytics_storage: false, personalization_storage: true }, false],
    [{ marketing: false }, false],
    [{}, false],
  ])("takes %j for %j", async (choice, granted) => {
    const { choose, isGranted } = await consentWith('data-consent="unknown"');
    choose(choice);
    expect(Boolean(isGranted())).toBe(granted);
  });

  it("adds to what was chosen before", async () => {
    const consent = await consentWith("");
    consent.choose({ analytics: true });
    consent.choose({ marketing: false });
    expect(consent.purposes).toEqual({ analytics: true, marketing: false });
    expect(Boolean(consent.isGranted())).toBe(true);
    consent.choose({ analytics: false });
    expect(Boolean(consent.isGranted())).toBe(false);
  });
});
