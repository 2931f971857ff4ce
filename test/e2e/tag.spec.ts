import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { type Body, pathOf } from "./sites/recordingEdge.ts";
import { call, route, test } from "./sites/tagTest.ts";

const contextOf = (message: Body | undefined) => message?.["context"] as Record<string, Record<string, unknown>>;

test.describe("page views", () => {
  test("says in one text/plain request what the page is, and asks for its slots", async ({ page, edge }) => {
    await page.goto(`${edge.origin}/shoes?utm_source=letter&utm_campaign=may&size=4#secret`);
    await edge.until(() => edge.views.length === 1);
    const [request] = edge.requests;
    expect(request).toMatchObject({ call: "page", contentType: "text/plain;charset=UTF-8" });
    expect(request?.body).toMatchObject({ type: "page", writeKey: "wk_demo", decide: true });
    expect(request?.body["anonymousId"]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(contextOf(request?.body)).toMatchObject({
      page: {
        url: `${edge.origin}/shoes?utm_source=letter&utm_campaign=may&size=4`,
        path: "/shoes",
        search: "?utm_source=letter&utm_campaign=may&size=4",
        referrer: "",
        title: "/shoes",
      },
      campaign: { source: "letter", name: "may" },
      locale: "en-US",
      library: { name: "rfedge" },
    });
  });

  test("counts each path of a single-page application once, hash and query never", async ({ page, edge }) => {
    await page.goto(`${edge.origin}/a`);
    await route(page, "/b");
    await edge.until(() => edge.views.length === 2);
    await page.evaluate(() => {
      history.replaceState(null, "", "/b");
      history.pushState(null, "", "/b?sort=price");
      history.pushState(null, "", "/b?sort=price#top");
      location.hash = "end";
      history.pushState(null, "", "/passing-through");
      history.replaceState(null, "", "/c");
    });
    await edge.until(() => edge.views.length === 3);
    await page.evaluate(() => history.go(-4));
    await edge.until(() => edge.views.length === 4);
    expect(edge.views).toEqual(["/a", "/b", "/c", "/b"]);
    expect(contextOf(edge.named("page")[1])["page"]?.["referrer"]).toBe(`${edge.origin}/a`);
  });

  test("lets the page count itself by name in place of the automatic view", async ({ page, edge }) => {
    edge.script = 'window.rfedge = []; rfedge.push(["page", "Home", { mood: "blue" }], ["track", "Seen"])';
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.messages.length === 2);
    await page.evaluate(() => {
      history.pushState(null, "", "/b");
      const { rfedge } = window as { rfedge?: { page(name: string): unknown } };
      rfedge?.page("Basket");
    });
    await edge.until(() => edge.views.length === 2);
    await call(page, "track", "Last");
    await edge.until(() => edge.named("Last").length === 1);
    expect(edge.named("page").map(({ name, properties }) => ({ name, properties }))).toEqual([
      { name: "Home", properties: { mood: "blue" } },
      { name: "Basket", properties: undefined },
    ]);
  });

  test("counts a page that comes back from the back-forward cache", async ({ playwright, launchOptions, edge }) => {
    // A headless shell has no such cache.
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    const ignoreDefaultArgs = ["--disable-back-forward-cache"];
    const browser = await playwright.chromium.launch({ ...launchOptions, executablePath, ignoreDefaultArgs });
    const page = await browser.newPage();
    await page.goto(`${edge.origin}/a`);
    await edge.until(() => edge.views.length === 1);
    await page.evaluate(() => Object.assign(window, { survivor: true }));
    await page.goto(`${edge.origin}/b`);
    await edge.until(() => edge.views.length === 2);
    await page.goBack({ waitUntil: "commit" });
    await edge.until(() => edge.views.length === 3);
    expect(await page.evaluate(() => "survivor" in window)).toBe(true);
    expect(edge.views).toEqual(["/a", "/b", "/a"]);
    await browser.close();
  });

  test("ignores a second copy of itself", async ({ page, edge }) => {
    edge.html = '<script async src="/tag.js" data-write-key="wk_demo"></script>';
    await page.goto(`${edge.origin}/a`, { waitUntil: "load" });
    await call(page, "track", "Once");
    await edge.until(() => edge.named("Once").length === 1);
    expect(edge.messages).toHaveLength(2);
  });
});

// Chromium does not prerender under a debugger, so this one runs alone, and its page does what a visitor would.
test("counts a prerendered page only when it is shown", async ({ edge }) => {
  edge.headers = {};
  edge.html = '<script type="speculationrules">{"prerender": [{"urls": ["/b"], "eagerness": "immediate"}]}</script>';
  edge.script = `
    window.rfedge = window.rfedge || [];
    const say = (word) => fetch("/v1/" + word, { method: "POST", body: "{}" });
    if (document.prerendering) {
      rfedge.push(["track", "Prerendered"]);
      addEventListener("load", () => say("loaded"));
    } else say("go").then(() => location.assign("/b"));`;
  const { promise, resolve } = Promise.withResolvers<void>();
  edge.replies["go"] = [{ after: promise }];
  const folder = await mkdtemp(join(tmpdir(), "rfedge-prerender-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-features=Prerender2"];
  const browser = spawn(process.env["CHROMIUM"] ?? "chromium", [
    ...flags,
    `--user-data-dir=${folder}`,
    "--remote-debugging-port=0",
    `${edge.origin}/a`,
  ]);
  const ended = new Promise((done) => browser.once("exit", done));
  try {
    await edge.until(() => edge.views.length === 1 && edge.requests.some(({ call }) => call === "loaded"));
    expect(edge.prerendered).toContain("/tag.js");
    expect(edge.messages.map(pathOf)).not.toContain("/b");
    resolve();
    await edge.until(() => edge.views.length === 2);
    expect(edge.views).toEqual(["/a", "/b"]);
    await edge.until(() => edge.named("Prerendered").length === 1);
    expect(pathOf(edge.named("Prerendered")[0])).toBe("/b");
  } finally {
    browser.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
});
