import { expect, type Page } from "@playwright/test";
import { type Body, pathOf, type RecordingEdge } from "./sites/recordingEdge.ts";
import { call, route, stored, test } from "./sites/tagTest.ts";

const open = async (page: Page, edge: RecordingEdge, path = "/a") => {
  const before = edge.views.length;
  await page.goto(edge.origin + path);
  await edge.until(() => edge.views.length > before);
};

const waiting = async (page: Page) => (await stored(page)).keys.filter((key) => key.startsWith("rfedge."));
const namesOf = (messages: Body[]) => messages.map((message) => message["event"] ?? message["type"]);

/** A clock that stands but for what a test lets pass: the seconds of a slow machine count for nothing. */
const stopClock = async (page: Page) => {
  const now = Date.now();
  await page.clock.install({ time: now - 1_000 });
  await page.clock.pauseAt(now);
};

test.describe("engaged seconds", () => {
  test("count while the page is seen and used, and leave with the closing tab", async ({ page, edge }) => {
    await stopClock(page);
    edge.html = '<div style="height: 3000px"></div>';
    edge.headers = {};
    await open(page, edge);
    // Half a minute after the last input attention ends, whatever the clock says.
    await page.clock.runFor(20_000);
    await page.mouse.move(5, 5);
    await page.evaluate(() => scrollTo(0, 1_000));
    await page.clock.runFor(100_000);
    const depth = await page.evaluate(() =>
      Math.round((100 * (1_000 + innerHeight)) / document.documentElement.scrollHeight),
    );
    await page.evaluate(() => scrollTo(0, 0));
    await page.context().newPage();
    await page.close();
    await edge.until(() => edge.named("Engaged").length === 1);
    const [engaged] = edge.named("Engaged");
    expect(engaged?.["properties"]).toMatchObject({ scrollDepth: depth, path: "/a" });
    const seconds = engaged && (engaged["properties"] as Body)["seconds"];
    expect(seconds).toBeGreaterThanOrEqual(49);
    expect(seconds).toBeLessThanOrEqual(51);
    expect(edge.requests.at(-1)).toMatchObject({ call: "batch", contentType: "text/plain;charset=UTF-8" });
  });

  test("belong to the path on which they passed", async ({ page, edge }) => {
    await stopClock(page);
    await open(page, edge);
    await page.clock.runFor(5_000);
    await route(page, "/b");
    await page.clock.runFor(10);
    await edge.until(() => edge.views.length === 2);
    await page.clock.runFor(7_000);
    await page.goto(`${edge.origin}/c`);
    await edge.until(() => edge.named("Engaged").length === 2);
    expect(
      edge.named("Engaged").map((message) => [pathOf(message), (message["properties"] as Body)["seconds"]]),
    ).toEqual([
      ["/a", 5],
      ["/b", 7],
    ]);
  });
});

test.describe("a message", () => {
  test("says when it was made and when it was sent, and goes once", async ({ page, edge }) => {
    await open(page, edge);
    const before = Date.now();
    await call(page, "track", "Product Viewed", { product_id: "p1", price: 12 });
    await edge.until(() => edge.named("Product Viewed").length === 1);
    const { body } = edge.requests.at(-1) ?? {};
    const [message] = edge.named("Product Viewed");
    expect(message).toMatchObject({ type: "track", properties: { product_id: "p1", price: 12 } });
    expect(message?.["messageId"]).toMatch(/^[\da-f-]{36}$/);
    expect(Date.parse(`${message?.["timestamp"]}`)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(`${body?.["sentAt"]}`)).toBeGreaterThanOrEqual(Date.parse(`${message?.["timestamp"]}`));
    await expect.poll(() => waiting(page)).toEqual([]);
  });

  test("survives a lost network", async ({ page, edge, context }) => {
    await open(page, edge);
    await context.setOffline(true);
    await call(page, "track", "First");
    await call(page, "track", "Second");
    expect(await waiting(page)).toHaveLength(2);
    await context.setOffline(false);
    await edge.until(() => edge.messages.length === 3);
    expect(namesOf(edge.messages)).toEqual(["page", "First", "Second"]);
    await expect.poll(() => waiting(page)).toEqual([]);
  });

  test("survives a tab closed without a network, and goes before the next page is decided", async ({
    page,
    edge,
    context,
  }) => {
    await open(page, edge);
    await context.setOffline(true);
    await call(page, "track", "Order Completed", { order_id: "o1", revenue: 10 });
    await page.close();
    await context.setOffline(false);
    await open(await context.newPage(), edge, "/b");
    expect(namesOf(edge.messages).filter((name) => name !== "Engaged")).toEqual(["page", "Order Completed", "page"]);
    expect(pathOf(edge.named("Order Completed")[0])).toBe("/a");
  });

  test("is sent before the page view that it may change", async ({ page, edge }) => {
    await open(page, edge);
    const { promise, resolve } = Promise.withResolvers<void>();
    edge.replies["batch"] = [{ after: promise }];
    await page.evaluate(() => {
      const { rfedge } = window as { rfedge?: { track(event: string): unknown } };
      rfedge?.track("Order Completed");
      history.pushState(null, "", "/thanks");
    });
    await edge.until(() => edge.named("Order Completed").length === 1);
    // Time enough for a view that does not wait.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const answeredAt = Date.now();
    resolve();
    await edge.until(() => edge.views.length === 2);
    expect(edge.requests.at(-1)?.at).toBeGreaterThanOrEqual(answeredAt);
  });

  test("does not keep the page it belongs to from being decided", async ({ page, edge }) => {
    edge.script = 'window.rfedge = window.rfedge || []; rfedge.push(["track", "Product Viewed"])';
    await open(page, edge);
    await edge.until(() => edge.messages.length === 2);
    expect(namesOf(edge.messages)).toEqual(["page", "Product Viewed"]);
    expect(edge.requests.map((request) => request.call)).toEqual(["page", "batch"]);
  });
});

test.describe("the retry table", () => {
  test("is final below 400, on other 4xx, and on 501, 505 and 511", async ({ page, edge }) => {
    await open(page, edge);
    for (const status of [200, 302, 400, 401, 403, 404, 413, 422, 501, 505, 511]) {
      edge.replies["batch"] = [{ status }];
      await call(page, "track", `After ${status}`);
      await edge.until(() => edge.named(`After ${status}`).length === 1);
      await expect.poll(() => waiting(page)).toEqual([]);
    }
    const batches = edge.requests.filter((request) => request.call === "batch").map(({ messages }) => messages.length);
    expect(batches).toEqual(Array(11).fill(1));
  });

  test("tries others again with the same ids, and lets new messages wait for them", async ({ page, edge }) => {
    await open(page, edge);
    for (const status of [408, 410, 429, 460, 500, 502, 503, 504, 529]) {
      edge.requests.length = 0;
      edge.replies["batch"] = [{ status }];
      await call(page, "track", "First");
      await edge.until(() => edge.requests.length === 1);
      await call(page, "track", "Second");
      await edge.until(() => edge.requests.length === 2);
      const [first, again] = edge.requests;
      expect(namesOf(first?.messages ?? [])).toEqual(["First"]);
      expect(namesOf(again?.messages ?? [])).toEqual(["First", "Second"]);
      expect(again?.messages[0]).toEqual(first?.messages[0]);
      // Half a second, 10 % either way.
      expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(445);
      await expect.poll(() => waiting(page)).toEqual([]);
    }
  });

  test("429 waits as long as Retry-After says", async ({ page, edge }) => {
    // The page's clock must not run on before the answer is there: the request would be given up.
    await page.addInitScript(() => {
      const [ask, heard] = [window.fetch, window as { statuses?: number[] }];
      window.fetch = async (...words) => {
        const answer = await ask(...words);
        heard.statuses = [...(heard.statuses ?? []), answer.status];
        return answer;
      };
    });
    const statuses = () => page.evaluate(() => (window as { statuses?: number[] }).statuses);
    await stopClock(page);
    await open(page, edge);
    edge.replies["batch"] = [{ status: 429, headers: { "Retry-After": "60" } }];
    await call(page, "track", "First");
    await page.clock.runFor(10);
    await edge.until(() => edge.requests.length === 2);
    await expect.poll(statuses).toContain(429);
    await page.clock.runFor(59_000);
    expect(edge.requests).toHaveLength(2);
    await page.clock.runFor(2_000);
    await edge.until(() => edge.requests.length === 3);
    expect(edge.messages).toHaveLength(2);
  });
});

test("gets over a kept message that somebody has spoilt", async ({ page, edge }) => {
  edge.script = 'localStorage["rfedge.1"] = "{"';
  await open(page, edge);
  await call(page, "track", "Next");
  await edge.until(() => edge.named("Next").length === 1);
  await expect.poll(() => waiting(page)).toEqual([]);
});

test("keeps a hundred messages, and of those the orders longest", async ({ page, edge, context }) => {
  await open(page, edge);
  await context.setOffline(true);
  await call(page, "track", "Order Completed", { order_id: "o1", revenue: 1 });
  for (let index = 0; index < 120; index++) await call(page, "track", `Event ${index}`);
  expect(await waiting(page)).toHaveLength(100);
  await context.setOffline(false);
  await edge.until(() => edge.named("Event 119").length === 1);
  await expect.poll(() => waiting(page)).toEqual([]);
  expect(edge.named("Order Completed")).toHaveLength(1);
  expect(edge.named("Event 20")).toHaveLength(0);
  expect(edge.named("Event 21")).toHaveLength(1);
  const sizes = edge.requests.map(({ body }) => JSON.stringify(body).length);
  expect(Math.max(...sizes), "each request may outlive its page").toBeLessThan(20_000);
});
