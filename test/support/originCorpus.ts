import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import type { Answering, RawRequest } from "./originServer.ts";

/** What stands in the slot `hero` of the corpus's pages. */
export const OWN = "Our <b>own</b> é";
const HTML = "text/html; charset=utf-8";

/** A page with a slot of a name, of about so many lines. */
export function aPage(slot: string, lines = 80): string {
  const text = "<p>A line &amp; what is in it: é, ü, ✓</p>\r\n".repeat(lines / 2);
  return `<!doctype html>\n<html lang=da><head><meta charset="utf-8"><title>é</title></head><body class='x'>${text}<main  data-rfedge-slot="${slot}">${OWN}</main>${text}</body></html>\n`;
}

/** Pages without a slot that is filled, and everything else that a server sends: it passes byte for byte. */
export const UNTOUCHED = new Map<string, Answering>([
  ["/plain.html", sending(aPage("other"))],
  ["/cached.html", sending(aPage("other"), { "cache-control": "public, max-age=600", etag: '"v1"', vary: "Accept" })],
  ["/text.txt", sending(aPage("hero"), { "content-type": "text/plain; charset=utf-8" })],
  ["/data.json", sending(JSON.stringify({ html: aPage("hero") }), { "content-type": "application/json" })],
  ["/page.xhtml", sending(aPage("hero"), { "content-type": "application/xhtml+xml" })],
  ["/feed.xml", sending(aPage("hero"), { "content-type": "application/xml" })],
  ["/code.js", sending(`const a = '${aPage("hero")}'`, { "content-type": "text/javascript" })],
  ["/untyped", sending(aPage("hero"), { "content-type": "" })],
  ["/image.png", sending(bytes(70_000), { "content-type": "image/png" })],
  ["/large.bin", sending(bytes(3_000_000), { "content-type": "application/octet-stream" })],
  ["/utf16.html", sending(Buffer.from(aPage("hero"), "utf16le"), { "content-type": "text/html; charset=utf-16le" })],
  ["/utf16-bom.html", sending(Buffer.from(`\ufeff${aPage("hero")}`, "utf16le"), { "content-type": "text/html" })],
  ["/latin1.html", sending(Buffer.from(aPage("other"), "latin1"), { "content-type": "text/html; charset=ISO-8859-1" })],
  ["/invalid.html", sending(bytes(50_000), { "content-type": "text/html" })],
  ["/nonsense.html", sending(aPage("other"), { "content-type": "text/html; charset=nonsense" })],
  ["/ambiguous.html", sending(`<select><xmp><script>"</select>"</script></xmp></select>${aPage("hero")}`)],
  ["/gzip.html", sending(gzipSync(aPage("other")), { "content-encoding": "gzip" })],
  ["/br.html", sending(brotliCompressSync(aPage("other")), { "content-encoding": "br" })],
  ["/zstd.html", sending(zstdCompressSync(aPage("hero")), { "content-encoding": "zstd" })],
  ["/deflate.html", sending(deflateSync(aPage("hero")), { "content-encoding": "deflate" })],
  ["/gzip.json", sending(gzipSync("[1, 2]"), { "content-type": "application/json", "content-encoding": "gzip" })],
  ["/chunked.html", inPieces(aPage("other").match(/[\s\S]{1,100}/g) ?? [])],
  ["/empty.html", sending("")],
  ["/broken.html", sending(`<table><b><div data-rfedge-slot=hero>never ended <p>${"<i>".repeat(50)}</table>`)],
  ["/comment.html", sending(`<!-- ${aPage("hero")} -->`)],
  ["/cookies.html", sending(aPage("other"), { "set-cookie": ["a=1; Path=/", "b=2, c; HttpOnly", "rfedge=3"] })],
  ["/policy.html", sending(aPage("other"), { "content-security-policy": "default-src 'none'", "x-many": ["1", "2"] })],
  ["/moved", sending("", { location: "/elsewhere?x=%2F&y=%20" }, 302)],
  ["/moved-away", sending("<p>Moved</p>", { location: "http://127.0.0.1/else" }, 301)],
  ["/gone.html", sending(aPage("other"), {}, 410)],
  ["/failing.html", sending(aPage("other"), {}, 500)],
  ["/teapot", sending("short and stout", { "content-type": "text/plain" }, 418)],
  ["/nothing", sending("", { "content-type": "" }, 204)],
  ["/ranges", ranges],
  ["/conditional", conditional],
  ["/echo", echo],
]);

/** Pages with a slot that is filled. */
export const FILLABLE = new Map<string, Answering>([
  ["/hero.html", sending(aPage("hero"))],
  [
    "/hero-cached.html",
    sending(aPage("hero"), { "cache-control": "public, s-maxage=9", etag: '"v1"', "cdn-cache-control": "max-age=9" }),
  ],
  ["/hero-gzip.html", sending(gzipSync(aPage("hero")), { "content-encoding": "gzip" })],
  ["/hero-br.html", sending(brotliCompressSync(aPage("hero")), { "content-encoding": "br" })],
  ["/hero-chunked.html", inPieces(aPage("hero").match(/[\s\S]{1,7}/g) ?? [])],
  ["/hero-latin1.html", sending(latin1(aPage("hero")), { "content-type": "text/html; charset=ISO-8859-1" })],
  ["/hero-untold.html", sending(aPage("hero"), { "content-type": "text/html" })],
  ["/hero-404.html", sending(aPage("hero"), {}, 404)],
  ["/hero-timed.html", sending(aPage("hero"), { "server-timing": "db;dur=12" })],
  ["/hero-cookies.html", sending(aPage("hero"), { "set-cookie": ["a=1; Path=/", "b=2, c; HttpOnly"] })],
  [
    "/hero-policy.html",
    sending(aPage("hero"), { "content-security-policy": "default-src 'none'; style-src 'nonce-x'" }),
  ],
  ["/hero-twice.html", sending(`${aPage("hero")}${aPage("hero")}`)],
  ["/hero-no-body.html", sending(`<main data-rfedge-slot=hero>${OWN}</main><p>and no more`)],
  ["/hero-table.html", sending(`<table><tr><td data-rfedge-slot="hero">${OWN}</td></tr></table>`)],
  ["/hero-template.html", sending(`<template><p data-rfedge-slot="hero">${OWN}</p></template>`)],
  ["/hero-large.html", sending(`${aPage("hero", 2)}${"<p>a long page</p>\n".repeat(1_100_000)}`)],
  ["/hero-deep.html", sending(`${"<p>a long page</p>\n".repeat(300_000)}${aPage("hero", 2)}`)],
]);

/** What is asked of the corpus beyond a GET of each path. */
export const REQUESTS: readonly (readonly [path: string, asked: RawRequest])[] = [
  ...["/plain.html", "/gzip.html", "/image.png", "/nothing", "/echo"].map(
    (path) => [path, { method: "HEAD" }] as const,
  ),
  ["/ranges", { headers: { range: "bytes=10-29" } }],
  ["/ranges", { headers: { range: "bytes=900000-" } }],
  ["/conditional", { headers: { "if-none-match": '"v1"' } }],
  ["/conditional", { headers: { "if-none-match": '"v0"' } }],
  ...["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"].map((method) => ["/echo", { method }] as const),
  ["/echo?a=1&b=%20%2F&c", { method: "POST", body: "x=1&y=é" }],
  ["/echo", { method: "POST", body: bytes(2_000_000), headers: { "content-type": "application/octet-stream" } }],
  ["/echo", { method: "POST", body: gzipSync("packed"), headers: { "content-encoding": "gzip" } }],
  ["/echo", { method: "POST", body: "waited for", headers: { expect: "100-continue" } }],
  ["/echo/%E2%9C%93/a%2Fb/..;/c", { headers: { cookie: "own=1; two=2", authorization: "Basic eDp5", "x-own": "é" } }],
  ["/missing", {}],
];

/** An answer with a body, whole. An empty value takes a header away. */
export function sending(
  body: string | Buffer,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
  status = 200,
): Answering {
  return (asked, answer) => {
    const whole = Buffer.from(body as string);
    const all = { "content-type": HTML, "content-length": String(whole.length), ...headers };
    for (const [name, value] of Object.entries(all))
      if (value !== "" && !(status === 204 && name === "content-length")) answer.setHeader(name, value as string);
    answer.writeHead(status);
    answer.end(asked.method === "HEAD" || status === 204 ? undefined : whole);
  };
}

/** A page that comes in pieces, without a word on its length. */
export function inPieces(pieces: readonly string[]): Answering {
  return (_, answer) => {
    answer.writeHead(200, { "content-type": HTML });
    for (const piece of pieces) answer.write(piece);
    answer.end();
  };
}

function ranges(asked: IncomingMessage, answer: ServerResponse): void {
  const page = Buffer.from(aPage("hero"));
  const [, from = "", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(asked.headers.range ?? "") ?? [];
  const headers = { "content-type": HTML, "accept-ranges": "bytes" };
  if (from === "") answer.writeHead(200, headers).end(aPage("other"));
  else if (Number(from) >= page.length) answer.writeHead(416, { "content-range": `bytes */${page.length}` }).end();
  else {
    const last = to === "" ? page.length - 1 : Number(to);
    const range = `bytes ${from}-${last}/${page.length}`;
    answer.writeHead(206, { ...headers, "content-range": range }).end(page.subarray(Number(from), last + 1));
  }
}

function conditional(asked: IncomingMessage, answer: ServerResponse): void {
  const headers = { etag: '"v1"', "cache-control": "max-age=0" };
  if (asked.headers["if-none-match"] === '"v1"') answer.writeHead(304, headers).end();
  else answer.writeHead(200, { ...headers, "content-type": HTML }).end(aPage("other"));
}

/** What was asked, but for what is said of the way here; in which ways an answer may be packed says the platform's own door. */
function echo(asked: IncomingMessage, answer: ServerResponse): void {
  const chunks: Buffer[] = [];
  asked.on("data", (chunk: Buffer) => chunks.push(chunk));
  asked.on("end", () => {
    const body = Buffer.concat(chunks);
    const way =
      /^(?:host|connection|x-forwarded-.*|cdn-loop|transfer-encoding|content-length|expect|accept-encoding|cf-.*)$/;
    const headers = Object.entries(asked.headers).filter(([name]) => !way.test(name));
    const said = { method: asked.method, url: asked.url, headers: headers.sort(), body: body.toString("base64") };
    answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
}

/** A text in Latin-1; what that has no letter for is left out, but for the slot, which keeps its bytes. */
function latin1(text: string): Buffer {
  const [before = "", after = ""] = text.replaceAll("✓", "").split(OWN);
  return Buffer.concat([Buffer.from(before, "latin1"), Buffer.from(OWN), Buffer.from(after, "latin1")]);
}

/** So many bytes of every value, the same each time. */
function bytes(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 7919 + (index >> 8)) % 256));
}
