import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Esi from "nodesi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";

// A processor of edge-side includes as it comes, with a Worker that runs, and with one whose visitors' objects are broken.

const PORT = "8917";
const folder = mkdtempSync(join(tmpdir(), "rfedge-fragments-"));
const words = ["--port", PORT, "--data", join(folder, "state"), "--empty"];
const url = `http://localhost:${PORT}`;
const ANYBODY = { fact: "orders", gte: 0 };

let running: LocalRfedge;

beforeAll(async () => {
  running = await startRfedge(words);
  await publishOn(running, {
    slots: [
      { key: "hero", snippets: [{ key: "hello", rule: ANYBODY, content: "<p>Hello</p>" }] },
      { key: "sale", snippets: [{ key: "sale", rule: { fact: "page.path", eq: "/sale" }, content: "<b>Sale</b>" }] },
      { key: "none", snippets: [] },
    ],
  });
}, 240_000);

afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const include = (slot: string, query = "", key = "wk_demo") =>
  `<esi:include src="${url}/v1/snippets/${slot}?key=${key}${query.replaceAll("&", "&amp;")}"/>`;

/** A page as it leaves the processor: with a visitor's cookie, and the page's own content wherever an include fails. */
async function processed(html: string): Promise<string> {
  const esi = new Esi({ allowedHosts: [url], onError: () => "<i>Our own</i>" });
  return await esi.process(html, { headers: { cookie: "rfedge_id=someone", "accept-encoding": "gzip" } });
}

describe("edge-side includes", () => {
  it("are filled for whoever the forwarded cookie names, on the page that the include names", async () => {
    expect(await processed(`<h1>Shop</h1>${include("hero")}<hr>${include("sale", "&url=/sale")}`)).toBe(
      "<h1>Shop</h1><p>Hello</p><hr><b>Sale</b>",
    );
  });

  it("are nothing where a slot has nothing to show, or an error where the page asks for that", async () => {
    expect(await processed(`<main>${include("none")}</main>`)).toBe("<main></main>");
    expect(await processed(`<main>${include("none", "&default=404")}</main>`)).toBe("<main><i>Our own</i></main>");
  });

  it("are an error without words where they are refused", async () => {
    expect(await processed(include("hero", "", "wk_demo_AAAAAAAAAAAAAAAAAAAA"))).toBe("<i>Our own</i>");
  });

  it("keep the page whole while visitors' objects are broken", async () => {
    await running.end("SIGTERM");
    running = await startRfedge(words, { env: { RFEDGE_FAULT: "visitor" } });
    expect(await processed(`<main>${include("hero")}</main>`)).toBe("<main></main>");
    expect(await processed(`<main>${include("hero", "&default=404")}</main>`)).toBe("<main><i>Our own</i></main>");
  });
});
