import { expect, test } from "@playwright/test";
import { sending } from "../support/originCorpus.ts";
import { type OriginServer, startOrigin } from "../support/originServer.ts";
import { type ProxiedSite, startProxied } from "../support/proxiedSite.ts";

const PORT = "8948";
/** By its own name a browser without a window is a bot. */
const AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const POLICY = "default-src 'none'; style-src 'nonce-own'; img-src 'self'";
const STYLE = '<style nonce="own">body { font: 16px serif }</style>';
const slot = '<section data-rfedge-slot="hero"><h2>For everybody</h2></section>';
const home = `<!doctype html><html><head><title>Home</title>${STYLE}</head><body><h1>Shop</h1>${slot}<p>The rest</p><a href="/next">On</a></body></html>`;
const next = `<!doctype html><html><head><title>Next</title></head><body><h1>Next</h1><b data-rfedge-slot="hero">x</b></body></html>`;

let origin: OriginServer;
let site: ProxiedSite;
const address = (path: string) => `http://demo.localhost:${PORT}${path}`;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  origin = await startOrigin(
    new Map([
      ["/", sending(home, { "content-security-policy": POLICY, "cache-control": "max-age=600", etag: '"v1"' })],
      ["/next", sending(next)],
    ]),
  );
  const isNew = { fact: "pageViews", eq: 1 };
  site = await startProxied(PORT, {
    site: { origin: origin.origin, countPageViews: "proxy" },
    slots: [
      {
        key: "hero",
        snippets: [
          { key: "first", rule: isNew, content: "<h2>Good to meet you</h2><p>Two lines of it</p>" },
          { key: "again", rule: { fact: "pageViews", gt: 1 }, content: "<h2>Good to see you again</h2>" },
        ],
      },
    ],
  });
});

test.afterAll(async () => {
  await site.end();
  await origin.end();
});

test("fills slots without a script, counts the views, and knows the visitor again from page to page", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, userAgent: AGENT });
  const page = await context.newPage();
  const first = await page.goto(address("/"));
  await expect(page.locator("h2")).toHaveText("Good to meet you");
  expect(first?.headers()["content-security-policy"]).toBe(POLICY);
  expect(first?.headers()["cache-control"]).toBe("private, no-store");
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: "rfedge_id", domain: "demo.localhost", httpOnly: false, sameSite: "Lax" });
  await page.getByText("On").click();
  await expect(page.locator("b")).toHaveText("Good to see you again");
  await page.goBack();
  await expect(page.locator("h2")).toHaveText("Good to see you again");
  const read = await fetch(`${site.rfedge.url}/v1/sites/demo/visitors/${cookie?.value}`, {
    headers: { authorization: `Bearer ${site.token}` },
  });
  expect(await read.json()).toMatchObject({ totals: { pageViews: 3, sessions: 1 } });
  await context.close();
});

test("moves nothing, and breaks no policy of the page", async ({ browser }) => {
  const context = await browser.newContext({ userAgent: AGENT });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  await page.goto(address("/"));
  await expect(page.locator("h2")).toHaveText("Good to meet you");
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
  expect(shift).toBe(0);
  expect(troubles.filter((trouble) => !trouble.includes("favicon"))).toEqual([]);
  await context.close();
});
