import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILLABLE, OWN, REQUESTS, sending, UNTOUCHED } from "../support/originCorpus.ts";
import {
  askRaw,
  digestOf,
  headerOf,
  type OriginServer,
  type RawAnswer,
  type RawRequest,
  startOrigin,
} from "../support/originServer.ts";
import { type ProxiedSite, startProxied } from "../support/proxiedSite.ts";

const PORT = "8904";
const VISITOR = "rfedge_id=6d1c1f0e-7f3c-4a1e-9a53-6e0b4f2f8a11";
const FILLED = "<p>For you: é</p>";

const CRUMB = '<li class="breadcrumb-item">Nice to see you again</li>';
/** A site that none of us wrote: an admin theme of a dozen pages, as npm has it. */
const THEME = themeFiles();

let origin: OriginServer;
let site: ProxiedSite;

beforeAll(async () => {
  origin = await startOrigin((asked, answer) => {
    const path = new URL(asked.url ?? "/", "http://origin.invalid").pathname;
    const ofThemes = THEME.get(path.replace("/theme/", ""));
    const answering =
      UNTOUCHED.get(path.startsWith("/echo") ? "/echo" : path) ??
      FILLABLE.get(path) ??
      (ofThemes && sending(ofThemes.bytes, { "content-type": ofThemes.type, etag: `"${digestOf(ofThemes.bytes)}"` }));
    if (answering === undefined) answer.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    else void answering(asked, answer);
  });
  site = await startProxied(PORT, {
    site: { origin: origin.origin },
    slots: [
      { key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: FILLED }] },
      // The theme has no word of slots: a selector finds its breadcrumb.
      { key: "crumb", selector: "main ol.breadcrumb", snippets: [{ key: "all", rule: { all: [] }, content: CRUMB }] },
    ],
  });
}, 240_000);

afterAll(async () => {
  await site.end();
  await origin.end();
});

/** What a proxy may change of an answer: what is said of the connection, of the time, and who decided. */
const OF_THE_WAY = new Set(["date", "connection", "keep-alive", "server-timing"]);
/** With chunks a body's length is not said beforehand. */
const OF_THE_FRAMING = new Set(["transfer-encoding"]);

function comparable({ status, statusText, headers, body }: RawAnswer) {
  const own = headers.filter(([name]) => !OF_THE_WAY.has(name) && !OF_THE_FRAMING.has(name));
  return { status, statusText, headers: own, length: body.length, body: digestOf(body) };
}

function titleOf(path: string, { method = "GET", headers = {}, body }: RawRequest): string {
  const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [method, path, ...said, ...(body === undefined ? [] : [`${body.length} bytes`])].join(", ");
}

/** A browser's request for a page. */
const asPage = (asked: RawRequest = {}): RawRequest => ({
  ...asked,
  headers: { accept: "text/html,*/*;q=0.8", "sec-fetch-dest": "document", cookie: VISITOR, ...asked.headers },
});

describe("what is no page with a slot", () => {
  const requests = [...[...UNTOUCHED.keys()].map((path): (typeof REQUESTS)[number] => [path, {}]), ...REQUESTS];
  it.each(requests.map(([path, asked]) => ({ what: titleOf(path, asked), path, asked })))(
    "passes byte for byte, headers and all: $what",
    async ({ path, asked }) => {
      for (const request of [asked, asPage(asked)]) {
        const direct = await askRaw(`${origin.origin}${path}`, request);
        const proxied = await askRaw(`${site.url}${path}`, request);
        expect(comparable(proxied)).toEqual(comparable(direct));
        const byHost = { ...request, headers: { ...request.headers, host: `demo.localhost:${PORT}` } };
        expect(comparable(await askRaw(`${site.rfedge.url}${path}`, byHost))).toEqual(comparable(direct));
      }
    },
  );
});

describe("a browser that takes packed answers", () => {
  it.each([...UNTOUCHED.keys()])("reads the same bytes: %s", async (path) => {
    const read = async (url: string) => {
      const answer = await fetch(url, { redirect: "manual", headers: { cookie: VISITOR, accept: "text/html" } });
      return { status: answer.status, body: digestOf(Buffer.from(await answer.arrayBuffer())) };
    };
    expect(await read(`${site.url}${path}`)).toEqual(await read(`${origin.origin}${path}`));
  });
});

describe("a site that somebody else wrote", () => {
  const pages = [...THEME.keys()].filter((name) => name.endsWith(".html"));

  it("has pages with the element that the slot finds, and pages without", () => {
    const isWith = pages.map((name) => /<ol class="breadcrumb/.test(THEME.get(name)?.bytes.toString() ?? ""));
    expect(isWith.filter(Boolean).length).toBeGreaterThan(2);
    expect(isWith.filter((is) => !is).length).toBeGreaterThan(2);
  });

  it.each([...THEME.keys()])("passes unchanged where no slot is, and is filled where one is: %s", async (name) => {
    const direct = await askRaw(`${origin.origin}/theme/${name}`);
    const proxied = await askRaw(`${site.url}/theme/${name}`, asPage());
    const own = /(<ol class="breadcrumb[^>]*>)([\s\S]*?)(<\/ol>)/g;
    const source = THEME.get(name)?.bytes.toString("latin1") ?? "";
    const isFilled = name.endsWith(".html") && own.test(source);
    if (!isFilled) expect(comparable(proxied)).toEqual(comparable(direct));
    else {
      expect(proxied.body.toString("latin1")).toBe(source.replace(own, `$1${CRUMB}$3`));
      expect(headerOf(proxied, "cache-control")).toBe("private, no-store");
    }
  });
});

describe("a page with a slot", () => {
  it.each([...FILLABLE.keys()])("is filled, and otherwise as it was: %s", async (path) => {
    const direct = await askRaw(`${origin.origin}${path}`);
    const own = unpacked(direct);
    const proxied = await askRaw(`${site.url}${path}`, asPage({ headers: { "accept-encoding": "identity" } }));
    const shown = /utf-?8/.test(headerOf(direct, "content-type") ?? "") ? FILLED : FILLED.replace("é", "&#233;");
    const expected = own.toString("latin1").replaceAll(OWN_BYTES, Buffer.from(shown).toString("latin1"));
    expect(digestOf(proxied.body)).toBe(digestOf(Buffer.from(expected, "latin1")));
    expect(proxied.body.length).toBeGreaterThan(0);
    expect(headerOf(proxied, "server-timing")).toMatch(/visitor(;desc="unknown")?$/);
    expect(headerOf(proxied, "cache-control")).toBe("private, no-store");
    const changed =
      /^(?:cache-control|cdn-cache-control|etag|content-length|content-encoding|server-timing|date|connection|keep-alive|transfer-encoding)$/;
    const kept = ({ headers }: RawAnswer) => headers.filter(([name]) => !changed.test(name));
    expect(kept(proxied)).toEqual(kept(direct));
    expect(proxied.status).toBe(direct.status);
    expect([null, String(proxied.body.length)]).toContain(headerOf(proxied, "content-length"));
    for (const name of ["etag", "content-encoding", "cdn-cache-control"])
      expect([name, headerOf(proxied, name)]).toEqual([name, null]);
  });
});

const OWN_BYTES = Buffer.from(OWN).toString("latin1");

function unpacked(answer: RawAnswer): Buffer {
  const packed = headerOf(answer, "content-encoding");
  return packed === null
    ? answer.body
    : packed === "gzip"
      ? gunzipSync(answer.body)
      : brotliDecompressSync(answer.body);
}

function themeFiles(): ReadonlyMap<string, { readonly bytes: Buffer; readonly type: string }> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve("startbootstrap-sb-admin/package.json")), "dist");
  const types: Readonly<Record<string, string>> = {
    html: "text/html; charset=utf-8",
    css: "text/css",
    js: "text/javascript",
  };
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  return new Map(
    names.map((name) => {
      const type = types[name.replace(/.*\./, "")] ?? "image/svg+xml";
      return [name, { bytes: readFileSync(join(folder, name)), type }];
    }),
  );
}
