import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { inRoot } from "../../worker/cli/steps/root.ts";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";

const PORT = "8984";
/** A page is listened to until it has been quiet for half a second: several at once. */
const TABS = 6;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

interface Hearing extends Window {
  hear(what: string): void;
}

let data: string;
let edge: LocalRfedge;

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-policy-"));
  edge = await startRfedge(["--port", PORT, "--data", data, "--empty"]);
  await publishOn(edge, JSON.parse(await readFile(inRoot("worker", "demo", "site.json"), "utf8")));
});

test.afterAll(async () => {
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

/** The addresses of all pages that the Worker has as files. */
async function pages(): Promise<string[]> {
  const files = await readdir(inRoot("dist", "assets"), { recursive: true });
  return files.filter((file) => file.endsWith("index.html")).map((file) => `/${file.slice(0, -"index.html".length)}`);
}

/** One of each kind: products are alike, and so are categories. */
function kinds(paths: readonly string[]): string[] {
  const kindOf = (path: string) => path.replace(/(\/[pc]\/)[^/]+\//, "$1*/");
  return [...new Map(paths.map((path) => [kindOf(path), path])).values()];
}

/** What a page breaks of its policy from now on. */
async function listen(page: Page): Promise<string[]> {
  const heard: string[] = [];
  await page.exposeFunction("hear", (what: string) => heard.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      (window as Window as Hearing).hear(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  page.on("console", (message) => {
    if (/Content Security|Trusted/.test(message.text())) heard.push(message.text());
  });
  return heard;
}

test("every page that the Worker serves runs its own files alone, and no other page may frame it", async () => {
  const paths = await pages();
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const { status, headers } = await fetch(edge.url + path);
    expect([path, status, headers.get("content-security-policy")]).toEqual([path, 200, POLICY]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("a browser that listens for violations hears none, on a page of each kind", async ({ context }) => {
  const paths = kinds(await pages());
  expect(paths).toContain("/docs/");
  const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
  const all = await Promise.all(
    tabs.map(async (tab, place) => {
      const heard = await listen(tab);
      for (const path of paths.filter((_, n) => n % TABS === place)) {
        await tab.goto(edge.url + path, { waitUntil: "load" });
        await tab.waitForLoadState("networkidle");
      }
      return heard;
    }),
  );
  expect(all.flat()).toEqual([]);
  const page = await context.newPage();
  const heard = await listen(page);
  await page.goto(`${edge.url}/demo/`);
  // The listener does hear: what a page of ours may not do is stopped, and said.
  await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.text = "window.ran = 1";
    } catch {
      // Trusted types refuse text.
    }
    document.body.append(script);
    document.body.append(Object.assign(document.createElement("img"), { src: "https://evil.example/x.png" }));
  });
  await expect.poll(() => heard.length).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});

test("the page that shows a preview alone runs nothing at all, and breaks no rule of its own", async ({ page }) => {
  const heard = await listen(page);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const made = await fetch(`${edge.url}/v1/sites/demo/previews`, { method: "POST", headers, body: "{}" });
  const { url } = (await made.json()) as { url: string };
  const answer = await page.goto(url);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["content-security-policy"]).toBe(
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
  );
  await page.waitForLoadState("networkidle");
  expect(heard).toEqual([]);
});
