import { expect, type Page, test } from "@playwright/test";
import { sending } from "../support/originCorpus.ts";
import { type OriginServer, startOrigin } from "../support/originServer.ts";
import { type ProxiedSite, startProxied } from "../support/proxiedSite.ts";
import { axeFindings } from "./pages/axeFindings.ts";

const PORT = "8950";
const POLICY = "default-src 'none'; style-src 'self'; script-src 'none'";
const CLOSED = "default-src 'none'";
const page = (title: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1><section data-rfedge-slot="hero"><p>For everybody</p></section><a href="/next">On</a></main></body></html>`;
const config = (content: string, site: object) => ({
  site,
  slots: [
    { key: "hero", snippets: [{ key: "star", rule: { fact: "segment", eq: "vip" }, content }] },
    { key: "note", snippets: [{ key: "late", rule: { all: [] }, content: "Late", from: "2027-01-01T00:00:00Z" }] },
  ],
});

let origin: OriginServer;
let site: ProxiedSite;

const call = async (method: string, path: string, body: object) => {
  const headers = { authorization: `Bearer ${site.token}`, "content-type": "application/json" };
  const answer = await fetch(`${site.rfedge.url}/v1/sites/demo/${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as { url: string };
};
const linkTo = async (body: object) => (await call("POST", "previews", body)).url;
const visitors = async () => {
  const headers = { authorization: `Bearer ${site.token}` };
  const answer = await fetch(`${site.rfedge.url}/v1/sites/demo/segments`, { headers });
  return ((await answer.json()) as { visitors: number }).visitors;
};

/** From now on the site is served by its own server, with the tag. */
async function unserved() {
  await site.publish(config('<h2 class="star">Published</h2>', {}));
  await call("PUT", "config/draft", config('<h2 class="star">Drafted</h2>', {}));
}

/** Nothing that axe finds, and nothing that is wider than the page, however it is looked at. */
async function expectReadable(shown: Page, name: string) {
  for (const [width, colorScheme] of [
    [1280, "light"],
    [1280, "dark"],
    [280, "light"],
    [280, "dark"],
  ] as const) {
    await shown.setViewportSize({ width, height: 720 });
    await shown.emulateMedia({ colorScheme });
    expect(await axeFindings(shown, "rfedge-preview")).toEqual([]);
    expect(await shown.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await test.info().attach(`${name}-${width}-${colorScheme}`, {
      body: await shown.screenshot(),
      contentType: "image/png",
    });
  }
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  origin = await startOrigin(
    new Map([
      ["/", sending(page("Home"), { "content-security-policy": POLICY, "cache-control": "max-age=600", etag: '"v1"' })],
      ["/next", sending(page("Next"), { "content-security-policy": CLOSED })],
    ]),
  );
  const served = { origin: origin.origin, countPageViews: "proxy" };
  site = await startProxied(PORT, config("<h2>Published</h2>", served));
  await call("PUT", "config/draft", config("<h2>Drafted</h2>", served));
});

test.afterAll(async () => {
  await site.end();
  await origin.end();
});

test("a page that is served through the Worker is shown as it would be, says so, and stays a preview until it is left", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const shown = await context.newPage();
  await shown.goto(await linkTo({ segment: "vip", draft: true, page: `http://demo.localhost:${PORT}/` }));
  await expect(shown.locator("h2")).toHaveText("Drafted");
  const banner = shown.getByRole("region", { name: "Preview" });
  await expect(banner).toContainText("as somebody in the segment VIP. With the draft. Nothing is counted or stored.");
  await banner.getByText("What fills the slots").click();
  await expect(banner.getByRole("listitem")).toHaveText([
    "hero shows star",
    /^note keeps the page’s own content; late: not/,
  ]);
  await shown.getByRole("link", { name: "On" }).click();
  await expect(shown.locator("h1")).toHaveText("Next");
  await expect(shown.locator("h2"), "where no stylesheet may be loaded, too").toHaveText("Drafted");
  await expect(banner).toContainText("Nothing is counted or stored.");
  expect(await context.cookies()).toEqual([]);
  expect(await visitors()).toBe(0);
  expect(origin.asked.flatMap(({ url, headers }) => [url, headers.referer]).join(" ")).not.toContain("rfedge_preview");
  await banner.getByRole("link", { name: "Leave the preview" }).click();
  await expect(banner).toHaveCount(0);
  await expect(shown.locator("h2")).toHaveCount(0);
  await context.close();
});

test("its banner can be read, narrow, dark and under the page's own policy", async ({ browser }) => {
  const context = await browser.newContext();
  const shown = await context.newPage();
  const troubles: string[] = [];
  shown.on("console", (message) => troubles.push(message.text()));
  await shown.goto(
    await linkTo({ segment: "vip", at: "2026-12-24T18:00:00Z", draft: true, page: `http://demo.localhost:${PORT}/` }),
  );
  await shown.getByText("What fills the slots").click();
  await expect(shown.locator("rfedge-preview .notice")).toHaveCSS("border-bottom-width", "3px");
  expect(troubles).toEqual([]);
  await expectReadable(shown, "served");
  await context.close();
});

test("the shop's own tag shows a preview, counts nothing and keeps nothing", async ({ browser }) => {
  await unserved();
  const before = await visitors();
  const context = await browser.newContext();
  const shown = await context.newPage();
  const called: string[] = [];
  shown.on("request", (request) => request.method() === "POST" && called.push(new URL(request.url()).pathname));
  await shown.goto(await linkTo({ segment: "vip", draft: true, page: `${site.rfedge.url}/demo/` }));
  await expect(shown.locator('[data-rfedge-slot="hero"] .star')).toHaveText("Drafted");
  const banner = shown.getByRole("region", { name: "Preview" });
  await expect(banner).toContainText("With the draft.");
  await expectReadable(shown, "tagged");
  await shown.setViewportSize({ width: 1280, height: 720 });
  await shown.evaluate(() => {
    const { rfedge } = window as { rfedge?: { track(event: string): void } };
    rfedge?.track("Signed Up");
  });
  expect(called).toEqual(["/v1/decide"]);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("rfedge_id");
  expect(await shown.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("rfedge")))).toEqual([]);
  expect(await visitors()).toBe(before);
  await shown.locator('main a[href*="/demo/"]').first().click();
  await shown.waitForURL(/rfedge_preview=/);
  await expect(banner).toContainText("With the draft.");
  await banner.getByRole("link", { name: "Leave the preview" }).click();
  await shown.waitForURL((url) => !url.search.includes("rfedge_preview"));
  await expect(banner).toHaveCount(0);
  await context.close();
});

test("says that a preview is not valid, and leaves the page as it is", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fi-FI" });
  const shown = await context.newPage();
  await shown.goto(`${site.rfedge.url}/demo/?rfedge_preview=nonsense`);
  await expect(shown.getByRole("region", { name: "Ei esikatselua" })).toContainText("Näet sivun oman sisällön.");
  await expect(shown.locator(".star")).toHaveCount(0);
  await context.close();
});

test("without a page of its own a site's slots are shown on one of ours", async ({ browser }) => {
  const context = await browser.newContext();
  const shown = await context.newPage();
  const troubles: string[] = [];
  shown.on("console", (message) => troubles.push(message.text()));
  await unserved();
  await shown.goto(await linkTo({ segment: "vip", draft: true }));
  await expect(shown.locator(".star")).toHaveText("Drafted");
  for (const [width, colorScheme] of [
    [1280, "light"],
    [280, "dark"],
  ] as const) {
    await shown.setViewportSize({ width, height: 720 });
    await shown.emulateMedia({ colorScheme });
    expect(await axeFindings(shown)).toEqual([]);
    await test.info().attach(`bare-${width}-${colorScheme}`, {
      body: await shown.screenshot(),
      contentType: "image/png",
    });
  }
  expect(troubles).toEqual([]);
  await context.close();
});
