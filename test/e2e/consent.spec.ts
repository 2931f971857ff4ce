import { expect, type Page } from "@playwright/test";
import type { RecordingEdge } from "./sites/recordingEdge.ts";
import { call, stored, test } from "./sites/tagTest.ts";

const cookieOf = async (page: Page, name: string) =>
  (await page.context().cookies()).find((cookie) => cookie.name === name)?.value;

const consentOf = (edge: RecordingEdge, name = "page") =>
  (edge.named(name).at(-1)?.["context"] as { consent?: { categoryPreferences?: object } })?.consent
    ?.categoryPreferences;

/** What a page says to Google's tags before it loads any, as Google's documentation writes it. */
const GTAG = `window.dataLayer = window.dataLayer || [];
function gtag(){ dataLayer.push(arguments); }
gtag("consent", "default", { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied",
  analytics_storage: "denied", personalization_storage: "denied", wait_for_update: 500 });
gtag("js", new Date()); gtag("config", "G-1");`;

const update = (page: Page, state: object) =>
  page.evaluate(
    (said) => (window as Window & { gtag?: (...words: unknown[]) => void }).gtag?.("consent", "update", said),
    state,
  );

/** A consent manager's stub and what it tells once it has loaded, by IAB Tech Lab's “CMP API v2”, version 2.2. */
const CMP = `(() => {
  const queue = [];
  window.__tcfapi = (...words) => { queue.push(words); };
  const listeners = new Map();
  let data = { tcfPolicyVersion: 4, cmpStatus: "loaded", gdprApplies: true, eventStatus: "cmpuishown",
    purpose: { consents: {}, legitimateInterests: { 2: true, 8: true, 9: true } }, vendor: { consents: {} } };
  window.load = () => {
    window.__tcfapi = (command, version, callback, parameter) => {
      if (command !== "addEventListener" || version !== 2) return callback(null, false);
      const listenerId = listeners.size + 1;
      listeners.set(listenerId, callback);
      callback({ ...data, listenerId }, true);
    };
    for (const words of queue.splice(0)) window.__tcfapi(...words);
  };
  window.choose = (purposes) => {
    data = { ...data, eventStatus: "useractioncomplete",
      purpose: { ...data.purpose, consents: Object.fromEntries(purposes.map((purpose) => [purpose, true])) } };
    for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
  };
})();`;

const cmp = (page: Page, method: "load" | "choose", ...words: unknown[]) =>
  page.evaluate(([name, given]) => Reflect.get(window, name)(...given), [method, words] as const);

test.describe("consent.js", () => {
  test("brings the tag what Google's consent mode says, and what it says later", async ({ page, edge }) => {
    edge.signals = 'data-from="google"';
    edge.script = GTAG;
    await page.goto(`${edge.origin}/a`);
    expect(await stored(page)).toEqual({ keys: [], cookies: [] });
    expect(edge.requests).toEqual([]);
    await update(page, { analytics_storage: "granted", personalization_storage: "granted", ad_user_data: "denied" });
    await edge.until(() => edge.views.length === 1);
    expect(consentOf(edge)).toEqual({ analytics: true, personalization: true, ads: false });
    expect(await cookieOf(page, "rfedge_consent")).toBe("analytics:1.personalization:1.ads:0");
    const id = await cookieOf(page, "rfedge_id");
    await update(page, { analytics_storage: "denied" });
    await edge.until(() => edge.named("Consent Withdrawn").length === 1);
    expect(edge.named("Consent Withdrawn")[0]).toMatchObject({ anonymousId: id });
    await expect.poll(() => stored(page)).toEqual({ keys: [], cookies: ["rfedge_consent"] });
    expect(await cookieOf(page, "rfedge_consent")).toBe("analytics:0.personalization:1.ads:0");
  });

  test("takes no default that denies for a refusal: who is known stays so until they say", async ({ page, edge }) => {
    edge.signals = 'data-from="google"';
    edge.script = GTAG;
    await page.goto(`${edge.origin}/a`);
    await update(page, { analytics_storage: "granted" });
    await edge.until(() => edge.views.length === 1);
    const id = await cookieOf(page, "rfedge_id");
    await page.goto(`${edge.origin}/b`);
    await page.waitForLoadState("load");
    expect(await cookieOf(page, "rfedge_id")).toBe(id);
    await update(page, { analytics_storage: "granted" });
    await edge.until(() => edge.views.length === 2);
    expect(edge.named("page").map((message) => message["anonymousId"])).toEqual([id, id]);
    expect(edge.named("Consent Withdrawn")).toEqual([]);
  });

  test("brings the tag what a consent manager of the TCF says, once its dialogue is closed", async ({ page, edge }) => {
    edge.signals = 'data-from="tcf"';
    edge.script = CMP;
    await page.goto(`${edge.origin}/a`);
    await cmp(page, "load");
    expect(await stored(page)).toEqual({ keys: [], cookies: [] });
    await cmp(page, "choose", [1, 8, 9]);
    await edge.until(() => edge.views.length === 1);
    expect(consentOf(edge)).toEqual({ analytics: true, personalization: false, ads: false });
    await cmp(page, "choose", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    await call(page, "track", "Seen");
    await edge.until(() => edge.named("Seen").length === 1);
    expect(consentOf(edge, "Seen")).toEqual({ analytics: true, personalization: true, ads: true });
    await cmp(page, "choose", []);
    await edge.until(() => edge.named("Consent Withdrawn").length === 1);
    await expect.poll(() => stored(page)).toEqual({ keys: [], cookies: ["rfedge_consent"] });
    expect(edge.views).toEqual(["/a"]);
  });

  test("remembers what the page's own dialogue was told, and begins the next page by it", async ({ page, edge }) => {
    edge.signals = "";
    edge.attributes += ' data-consent="unknown"';
    await page.goto(`${edge.origin}/a`);
    expect(edge.requests).toEqual([]);
    await call(page, "consent", { analytics: true, ads: false });
    await edge.until(() => edge.views.length === 1);
    await page.goto(`${edge.origin}/b`);
    await edge.until(() => edge.views.length === 2);
    expect(consentOf(edge)).toEqual({ analytics: true, ads: false });
    await call(page, "consent", { analytics: false });
    await edge.until(() => edge.named("Consent Withdrawn").length === 1);
    const received = edge.requests.length;
    await page.goto(`${edge.origin}/c`);
    await call(page, "track", "Late");
    await page.waitForLoadState("load");
    expect(edge.requests).toHaveLength(received);
    await expect.poll(() => stored(page)).toEqual({ keys: [], cookies: ["rfedge_consent"] });
  });

  test("holds back a tag that would run by itself, where the visitor has refused", async ({ page, edge }) => {
    edge.signals = "";
    await page.context().addCookies([{ name: "rfedge_consent", value: "analytics:0", url: edge.origin }]);
    await page.goto(`${edge.origin}/a`);
    await call(page, "track", "Late");
    await page.waitForLoadState("load");
    expect(edge.requests).toEqual([]);
    expect(await stored(page)).toEqual({ keys: [], cookies: ["rfedge_consent"] });
  });

  test("hears what the page says before either script is there", async ({ page, edge }) => {
    edge.signals = "";
    edge.attributes += ' data-consent="unknown"';
    edge.script = 'window.rfedge = [["consent", { analytics: true }]];';
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.views.length === 1);
    expect(consentOf(edge)).toEqual({ analytics: true });
    expect(await cookieOf(page, "rfedge_consent")).toBe("analytics:1");
  });
});
