import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { test } from "./sites/tagTest.ts";

// htmx as it comes, in a page whose own host passes /v1/ on to the edge.

const HTMX = new URL("../../node_modules/htmx.org/dist/htmx.min.js", import.meta.url);
const NEWCOMER = { fact: "segment", eq: "anonymous-prospect" };
const CONFIG = {
  slots: [
    { key: "hero", snippets: [{ key: "hello", rule: NEWCOMER, content: "<p>Hello, newcomer</p>" }] },
    { key: "sale", snippets: [{ key: "sale", rule: { fact: "page.path", eq: "/sale" }, content: "<b>Sale</b>" }] },
    { key: "note", snippets: [{ key: "text", rule: { all: [] }, content: "1 < 2", contentType: "text/plain" }] },
  ],
};

let data: string;
let running: LocalRfedge;
let htmx: string;
let body = "";
const shop = createServer((incoming, response) => {
  if (incoming.url?.startsWith("/v1/")) {
    const { method, headers, url } = incoming;
    const onward = request(`${running.url}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
    return;
  }
  const isScript = incoming.url === "/htmx.js";
  response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
  response.end(isScript ? htmx : `<!doctype html><title>Shop</title><script src=/htmx.js></script>${body}`);
});

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-fragments-"));
  running = await startRfedge(["--port", "8949", "--data", data, "--empty"]);
  await publishOn(running, CONFIG);
  htmx = await readFile(HTMX, "utf8");
  await new Promise<void>((resolve) => shop.listen(0, "localhost", resolve));
});

test.afterAll(async () => {
  shop.close();
  await running.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

const slot = (key: string, writeKey = "wk_demo") =>
  `<section id="${key}" hx-get="/v1/snippets/${key}?key=${writeKey}" hx-trigger="load"><i>Our own</i></section>`;

/** Opens the page as someone, once every fragment is answered. */
async function open(page: Page, path: string, html: string): Promise<number[]> {
  const origin = `http://localhost:${(shop.address() as AddressInfo).port}`;
  await page.context().addCookies([{ name: "rfedge_id", value: "someone", url: origin }]);
  const statuses: number[] = [];
  page.on("response", (answer) => {
    if (answer.url().includes("/v1/snippets/")) statuses.push(answer.status());
  });
  body = html;
  await page.goto(`${origin}${path}`);
  await expect.poll(() => statuses.length).toBe(html.split("<section").length - 1);
  return statuses;
}

test("htmx fills a slot for whoever the cookie names, on the page where it stands", async ({ page }) => {
  await open(page, "/sale", `${slot("hero")}${slot("sale")}${slot("note")}`);
  await expect(page.locator("#hero p")).toHaveText("Hello, newcomer");
  await expect(page.locator("#sale b")).toHaveText("Sale");
  await expect(page.locator("#note")).toHaveText("1 < 2");
});

test("htmx leaves the page's own content where a slot has nothing to show, and where it is refused", async ({
  page,
}) => {
  const html = `${slot("sale")}${slot("made-up")}${slot("note", "wk_demo_AAAAAAAAAAAAAAAAAAAA")}${slot("hero")}`;
  expect((await open(page, "/", html)).toSorted()).toEqual([200, 204, 204, 204]);
  // The one that is filled shows that htmx has had its turn.
  await expect(page.locator("#hero p")).toHaveText("Hello, newcomer");
  for (const key of ["sale", "made-up", "note"]) await expect(page.locator(`[id="${key}"]`)).toHaveText("Our own");
});
