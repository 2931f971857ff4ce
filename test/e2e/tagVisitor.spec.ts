import { expect, type Page } from "@playwright/test";
import type { RecordingEdge } from "./sites/recordingEdge.ts";
import { call, stored, test } from "./sites/tagTest.ts";

const idOf = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === "rfedge_id")?.value;

/** Opens a page, and says when it was counted, and as whose. */
async function visit(page: Page, edge: RecordingEdge, path = "/a"): Promise<unknown> {
  const before = edge.views.length;
  await page.goto(edge.origin + path);
  await edge.until(() => edge.views.length > before);
  return edge.named("page").at(-1)?.["anonymousId"];
}

test.describe("the visitor's id", () => {
  test("stands for 395 days in a first-party cookie that scripts can read", async ({ page, edge }) => {
    const id = await visit(page, edge);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: "rfedge_id", value: id, path: "/", sameSite: "Lax", httpOnly: false });
    const days = ((cookie?.expires ?? 0) - Date.now() / 1e3) / 86_400;
    expect(days).toBeCloseTo(395, 1);
    expect(await page.evaluate(() => [document.cookie, localStorage["rfedge_id"]])).toEqual([`rfedge_id=${id}`, id]);
  });

  test("is restored by its copy, and restores it", async ({ page, edge }) => {
    const id = await visit(page, edge);
    await page.context().clearCookies();
    expect(await visit(page, edge, "/b")).toBe(id);
    expect(await idOf(page)).toBe(id);
    await page.evaluate(() => localStorage.clear());
    expect(await visit(page, edge, "/c")).toBe(id);
    expect(await page.evaluate(() => localStorage["rfedge_id"])).toBe(id);
  });

  test("is made anew where someone has altered both", async ({ page, edge }) => {
    const id = await visit(page, edge);
    await page.context().addCookies([{ name: "rfedge_id", value: "<script>", url: edge.origin }]);
    await page.evaluate(() => localStorage.clear());
    const next = await visit(page, edge);
    expect(next).not.toBe(id);
    expect(next).toMatch(/^[\da-f-]{36}$/);
  });

  test("keeps company with the user id until reset, which makes another visitor", async ({ page, edge }) => {
    const id = await visit(page, edge);
    await call(page, "identify", "u1", { plan: "gold" }, { token: "proof" });
    await visit(page, edge, "/b");
    expect(edge.named("identify")[0]).toMatchObject({ userId: "u1", traits: { plan: "gold" }, identityToken: "proof" });
    expect(edge.named("page")[1]).toMatchObject({ userId: "u1", anonymousId: id });
    await call(page, "reset");
    expect(await visit(page, edge, "/c")).not.toBe(id);
    expect(edge.named("page")[2]).not.toHaveProperty("userId");
  });

  test("changes when another person signs in, so that two people never become one", async ({ page, edge }) => {
    const id = await visit(page, edge);
    await call(page, "identify", "u1");
    await call(page, "identify", "u1");
    await call(page, "identify", "u2");
    await edge.until(() => edge.named("identify").length === 3);
    const [first, again, other] = edge.named("identify");
    expect([first?.["anonymousId"], again?.["anonymousId"]]).toEqual([id, id]);
    expect(other?.["anonymousId"]).not.toBe(id);
  });
});

test.describe("consent", () => {
  for (const consent of ["unknown", "denied"]) {
    test(`${consent}: keeps and sends nothing until it is given`, async ({ page, edge }) => {
      edge.attributes += ` data-consent="${consent}"`;
      await page.goto(`${edge.origin}/a`);
      await call(page, "track", "Early");
      await call(page, "identify", "u1");
      await call(page, "decide");
      await page.goto(`${edge.origin}/b`);
      expect(await stored(page)).toEqual({ keys: [], cookies: [] });
      expect(edge.requests).toEqual([]);
      await call(page, "consent", { analytics: true, marketing: false });
      await edge.until(() => edge.views.length === 1);
      expect(edge.requests[0]?.body["context"]).toMatchObject({
        page: { path: "/b", referrer: "" },
        consent: { categoryPreferences: { analytics: true, marketing: false } },
      });
      expect((await stored(page)).cookies).toEqual(["rfedge_id"]);
    });
  }

  test("withdrawn: deletes what was kept, waiting messages too, and sends no more", async ({ page, edge }) => {
    edge.replies["batch"] = [{ status: 503 }];
    const id = await visit(page, edge);
    await call(page, "identify", "u1");
    await edge.until(() => edge.named("identify").length === 1);
    const before = (await stored(page)).keys;
    expect(before).toHaveLength(3);
    edge.replies["batch"]?.push({ status: 503 });
    await call(page, "consent", { analytics: false });
    // Until the edge has it, one message waits: that its visitor is to be erased.
    expect(await stored(page)).toEqual({ keys: [expect.stringMatching(/^rfedge\.2/)], cookies: [] });
    await edge.until(() => edge.named("Consent Withdrawn").length === 1);
    expect(edge.named("Consent Withdrawn")[0]).toMatchObject({
      anonymousId: id,
      context: { consent: { categoryPreferences: { analytics: false } } },
    });
    await expect.poll(() => stored(page)).toEqual({ keys: [], cookies: [] });
    const received = edge.requests.length;
    await call(page, "track", "Late");
    await page.goto("about:blank");
    edge.attributes += ' data-consent="denied"';
    await page.goto(`${edge.origin}/b`);
    expect(edge.requests).toHaveLength(received);
    expect(await stored(page)).toEqual({ keys: [], cookies: [] });
  });

  test("refused on a later page: deletes what an earlier one kept, and has its visitor erased", async ({
    page,
    edge,
  }) => {
    const id = await visit(page, edge);
    edge.attributes += ' data-consent="denied"';
    await page.goto(`${edge.origin}/b`);
    expect((await stored(page)).cookies).toEqual([]);
    await edge.until(() => edge.named("Consent Withdrawn").length === 1);
    expect(edge.named("Consent Withdrawn")[0]).toMatchObject({ anonymousId: id });
    await expect.poll(() => stored(page)).toEqual({ keys: [], cookies: [] });
    expect(edge.views).toEqual(["/a"]);
  });

  test("Global Privacy Control: silent, unless the page's author says that it was granted", async ({ page, edge }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
    await page.goto(`${edge.origin}/a`);
    expect(await stored(page)).toEqual({ keys: [], cookies: [] });
    expect(edge.requests).toEqual([]);
    edge.attributes += ' data-consent="granted"';
    await visit(page, edge, "/b");
    expect(edge.views).toEqual(["/b"]);
    expect(edge.requests[0]?.body["context"]).toMatchObject({ consent: { categoryPreferences: { analytics: true } } });
  });
});

test.describe("where a browser refuses", () => {
  test("storage: counts without a lasting id", async ({ page, edge }) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("blocked", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get: refuse });
      Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
    });
    const id = await visit(page, edge);
    await call(page, "track", "Tried");
    await edge.until(() => edge.named("Tried").length === 1);
    expect(edge.named("Tried")[0]?.["anonymousId"]).toBe(id);
  });

  test("room: keeps what no longer fits for as long as the page lives", async ({ page, edge }) => {
    edge.script = "localStorage.filler = 'x'.repeat(5 * 1024 * 1024 - 12)";
    await visit(page, edge);
    await call(page, "track", "Tried");
    await edge.until(() => edge.named("Tried").length === 1);
    expect((await stored(page)).keys).toEqual(["filler"]);
  });

  test("an origin: works in a sandboxed frame", async ({ page, edge }) => {
    edge.headers = {};
    edge.html = '<iframe sandbox="allow-scripts" src="/framed"></iframe>';
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.views.includes("/framed"));
  });

  test("the network: leaves the page as it is", async ({ page, edge }) => {
    edge.html = '<div data-rfedge-slot="hero">Default</div>';
    await page.route("**/v1/page", (request) => request.abort());
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.views.length === 1);
    expect(edge.requests[0]?.call).toBe("batch");
    await expect(page.locator("[data-rfedge-slot]")).toHaveText("Default");
  });

  test("new functions: works without the younger half of what it uses", async ({ page, edge }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(AbortSignal, "timeout");
      Reflect.deleteProperty(Crypto.prototype, "randomUUID");
      Reflect.deleteProperty(Navigator.prototype, "sendBeacon");
      Reflect.deleteProperty(window, "trustedTypes");
    });
    edge.headers = {};
    await visit(page, edge);
  });
});
