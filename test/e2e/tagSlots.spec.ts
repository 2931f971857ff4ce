import { expect } from "@playwright/test";
import { layoutShift } from "./pages/layoutShift.ts";
import { filling } from "./sites/recordingEdge.ts";
import { call, route, test } from "./sites/tagTest.ts";

const HERO = '<div class="reserved" data-rfedge-slot="hero"><p>Default</p></div><p>The rest of the page</p>';

test("fills every element of a slot in one round trip, under a strict policy with Trusted Types", async ({
  page,
  edge,
}) => {
  edge.html = `${HERO}<aside data-rfedge-slot="hero"></aside><i data-rfedge-slot="note"></i><b data-rfedge-slot="other">Own</b>`;
  edge.replies["page"] = [filling({ hero: "<h2>Welcome back</h2>", other: null })];
  await page.goto(`${edge.origin}/a`);
  await expect(page.locator("h2")).toHaveText(["Welcome back", "Welcome back"]);
  await expect(page.locator("b")).toHaveText("Own");
  expect(edge.requests.map((request) => request.call)).toEqual(["page"]);
  expect(await page.content(), "the segment is nobody's business").not.toContain("dormant");
});

test("shows plain text as text, and gives data to listeners alone", async ({ page, edge }) => {
  edge.html = `${HERO}<b data-rfedge-slot="data">Own</b>`;
  edge.script = `
    window.rfedge = window.rfedge || [];
    window.heard = [];
    rfedge.push(["on", "ready", () => heard.push("ready")], ["on", "decision", (answer) => heard.push(answer)]);`;
  const plain = filling({ hero: "<b>5 < 6</b>" }, "text/plain").body as { decisions: object };
  const data = filling({ data: '{"a":1}' }, "application/json").body as { decisions: object };
  edge.replies["page"] = [{ body: { ...data, decisions: { ...plain.decisions, ...data.decisions } } }];
  await page.goto(`${edge.origin}/a`);
  await expect(page.locator(".reserved")).toHaveText("<b>5 < 6</b>");
  await expect(page.locator("b")).toHaveText("Own");
  const heard = await page.evaluate(() => (window as { heard?: unknown[] }).heard);
  expect(heard).toHaveLength(2);
  expect(heard).toContain("ready");
  expect(heard?.find((one) => one !== "ready")).toMatchObject({
    segment: "dormant",
    decisions: { data: { content: '{"a":1}' } },
  });
});

for (const [space, isStill] of [
  ["reserved", true],
  ["unreserved", false],
] as const) {
  test(`moves nothing but what has ${space === "reserved" ? "reserved" : "not reserved"} its space`, async ({
    page,
    edge,
  }) => {
    edge.html = HERO.replace("reserved", space).replace("<p>Default</p>", "") + "<p>Text</p>".repeat(9);
    const { promise, resolve } = Promise.withResolvers<void>();
    edge.replies["page"] = [{ ...filling({ hero: "<h2>One</h2><p>Two</p><p>Three</p><p>Four</p>" }), after: promise }];
    await page.goto(`${edge.origin}/a`);
    // The page as it stands without decisions has to be seen first: only what was painted can shift.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    resolve();
    await expect(page.locator("h2")).toBeVisible();
    const shift = await page.evaluate(layoutShift);
    if (isStill) expect(shift).toBe(0);
    else expect(shift).toBeGreaterThan(0);
  });
}

test("leaves an answer that comes after a second unused", async ({ page, edge }) => {
  await page.clock.install();
  const { promise, resolve } = Promise.withResolvers<void>();
  edge.html = HERO;
  edge.replies["page"] = [{ ...filling({ hero: "Late" }), after: promise }];
  await page.goto(`${edge.origin}/a`);
  await page.clock.runFor(1_100);
  resolve();
  await edge.until(() => edge.views.length === 1);
  edge.replies["decide"] = [filling({ other: "x" })];
  await call(page, "decide", ["other"]);
  await expect(page.locator(".reserved")).toHaveText("Default");
  await call(page, "track", "Next");
  await edge.until(() => edge.named("Next").length === 1);
  expect(edge.named("page"), "the view itself has arrived and is not sent again").toHaveLength(1);
  expect(edge.requests.filter(({ messages }) => messages.some(({ type }) => type === "page"))).toHaveLength(1);
});

test("fills anew on each path, and gives the page its own content back", async ({ page, edge }) => {
  edge.html = HERO;
  edge.replies["page"] = [
    filling({ hero: "<h2>One</h2>" }),
    filling({ hero: "<h2>Two</h2>" }),
    filling({ hero: null }),
  ];
  await page.goto(`${edge.origin}/a`);
  await expect(page.locator(".reserved")).toHaveText("One");
  await route(page, "/b");
  await expect(page.locator(".reserved")).toHaveText("Two");
  await route(page, "/c");
  await expect(page.locator(".reserved")).toHaveText("Default");
});

test("never shows what was decided for the page before", async ({ page, edge }) => {
  edge.html = HERO;
  const { promise, resolve } = Promise.withResolvers<void>();
  edge.replies["page"] = [{ ...filling({ hero: "One" }), after: promise }, filling({ hero: "Two" })];
  await page.goto(`${edge.origin}/a`);
  await call(page, "track", "Here");
  await route(page, "/b");
  await expect(page.locator(".reserved")).toHaveText("Two");
  resolve();
  await edge.until(() => edge.views.length === 2);
  await call(page, "decide");
  await expect(page.locator(".reserved")).toHaveText("Two");
});

test("fills a slot again that a framework renders over, replaces or adds", async ({ page, edge }) => {
  edge.html = HERO;
  edge.replies["page"] = [filling({ hero: "<h2>Chosen</h2>" })];
  await page.goto(`${edge.origin}/a`);
  await expect(page.locator(".reserved")).toHaveText("Chosen");
  const texts = await page.evaluate(async () => {
    const { createElement } = document;
    const add = () => {
      const slot = createElement.call(document, "div");
      slot.setAttribute("data-rfedge-slot", "hero");
      slot.textContent = "Rendered";
      return slot;
    };
    const [slot] = document.querySelectorAll("[data-rfedge-slot]");
    const read = () => [...document.querySelectorAll("[data-rfedge-slot]")].map(({ textContent }) => textContent);
    const seen: (string | null)[][] = [];
    for (const change of [
      () => slot?.replaceChildren("Rendered"),
      () => slot?.replaceWith(add()),
      () => document.body.append(add()),
    ]) {
      change();
      await Promise.resolve();
      seen.push(read());
    }
    return seen;
  });
  expect(texts).toEqual([["Chosen"], ["Chosen"], ["Chosen", "Chosen"]]);
});

test("gives up on a page that insists on its own content", async ({ page, edge }) => {
  edge.html = HERO;
  edge.replies["page"] = [filling({ hero: "<h2>Chosen</h2>" })];
  await page.goto(`${edge.origin}/a`);
  await expect(page.locator(".reserved")).toHaveText("Chosen");
  const changes = await page.evaluate(async () => {
    const [slot] = document.querySelectorAll("[data-rfedge-slot]");
    let times = 0;
    const insist = () => {
      if (slot?.textContent === "Mine" || times > 1_000) return;
      times++;
      slot?.replaceChildren("Mine");
    };
    new MutationObserver(insist).observe(document, { childList: true, subtree: true });
    insist();
    await new Promise((done) => setTimeout(done));
    return times;
  });
  expect(changes).toBeLessThan(200);
  await expect(page.locator(".reserved")).toHaveText("Mine");
});

test("waits for the end of a slot that is still being parsed", async ({ page, edge }) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  edge.html = '<div data-rfedge-slot="hero"><p>Default, first half</p>';
  edge.tail = { html: "<p>Default, second half</p></div>", after: promise };
  edge.script = 'window.rfedge = window.rfedge || []; rfedge.push(["on", "decision", () => (window.isDecided = true)])';
  edge.replies["page"] = [filling({ hero: "<h2>Chosen</h2>" })];
  await page.goto(`${edge.origin}/a`, { waitUntil: "commit" });
  await page.waitForFunction(() => "isDecided" in window);
  resolve();
  await expect(page.locator("[data-rfedge-slot]")).toHaveText("Chosen");
});

test("asks again when told to, for the slots named, and answers the caller", async ({ page, edge }) => {
  edge.html = HERO;
  edge.replies["decide"] = [filling({ hero: "<h2>Asked</h2>" })];
  await page.goto(`${edge.origin}/a`);
  await edge.until(() => edge.views.length === 1);
  const answer = await page.evaluate(() => {
    const { rfedge } = window as { rfedge?: { decide(slots: string[]): Promise<unknown> } };
    return rfedge?.decide(["hero"]);
  });
  expect(answer).toMatchObject({ segment: "dormant", decisions: { hero: { content: "<h2>Asked</h2>" } } });
  await expect(page.locator(".reserved")).toHaveText("Asked");
  const { body } = edge.requests.find((request) => request.call === "decide") ?? {};
  expect(body).toMatchObject({
    writeKey: "wk_demo",
    slots: ["hero"],
    page: { url: `${edge.origin}/a` },
    locale: "en-US",
  });
  expect(body?.["anonymousId"]).toBe(edge.named("page")[0]?.["anonymousId"]);
});

test('leaves the page alone with data-slots="off"', async ({ page, edge }) => {
  edge.attributes += ' data-slots="off"';
  edge.html = HERO;
  edge.replies["decide"] = [filling({ hero: "Asked" })];
  await page.goto(`${edge.origin}/a`);
  await edge.until(() => edge.views.length === 1);
  await call(page, "decide");
  expect(edge.requests[0]?.body["decide"]).toBe(false);
  await expect(page.locator(".reserved")).toHaveText("Default");
});

for (const reply of [{ status: 500 }, { status: 401, body: { type: "about:blank" } }, { body: "no JSON object" }]) {
  test(`keeps the page's own content on ${JSON.stringify(reply)}`, async ({ page, edge }) => {
    edge.html = HERO;
    edge.replies["page"] = [reply];
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.views.length === 1);
    await call(page, "track", "Next");
    await edge.until(() => edge.named("Next").length === 1);
    await expect(page.locator(".reserved")).toHaveText("Default");
  });
}
