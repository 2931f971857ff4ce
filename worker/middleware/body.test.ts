import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { EVENT_BOUNDS } from "#shared/events/tidy";
import { onError } from "../problem.ts";
import { ORDINARY, type ReadOptions, readJson } from "./body.ts";

const SMALL: ReadOptions = { ...EVENT_BOUNDS, limitBytes: 1_000, type: "any" };

function door(options: ReadOptions, dialect?: "segment") {
  const app = new Hono<{ Variables: { dialect: "segment" | undefined } }>();
  app.onError(onError);
  app.post("/", async (c) => {
    c.set("dialect", dialect);
    return c.json({ read: await readJson(c, options) });
  });
  return (body: BodyInit, headers: Record<string, string> = {}) =>
    app.request("/", { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

function gzipped(bytes: Uint8Array): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
}

describe("readJson", () => {
  it("reads JSON, a byte order mark before it or not", async () => {
    const send = door(SMALL);
    expect(await (await send('{"a": [1, "é"]}')).json()).toEqual({ read: { a: [1, "é"] } });
    expect(await (await send('\ufeff{"a": 1}')).json()).toEqual({ read: { a: 1 } });
  });

  it.each(["", " ", "{", "nonsense", "{'a': 1}", "NaN"])("calls %j malformed", async (body) => {
    const answer = await door(SMALL)(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, title: "The request cannot be read" });
  });

  it("calls what is not UTF-8 malformed", async () => {
    expect((await door(SMALL)(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400);
  });

  it.each([
    ["a byte that no letter has", [0xff]],
    ["a byte that goes on with nothing", [0x80]],
    ["a letter of two bytes, cut", [0xc3]],
    ["a letter of three bytes, cut", [0xe2, 0x82]],
    ["a letter of four bytes, cut after two", [0xf0, 0x9f]],
    ["half a pair of UTF-16", [0xed, 0xa0, 0x80]],
    ["a letter in more bytes than it needs", [0xc0, 0xaf]],
    ["a letter beyond the last", [0xf4, 0x90, 0x80, 0x80]],
  ])("calls a body malformed that has %s, its length known beforehand or not", async (_, bytes) => {
    for (const mark of [[], [0xef, 0xbb, 0xbf]])
      for (const sent of [[], [0xef, 0xbf, 0xbd]]) {
        const body = new Uint8Array([...mark, 0x22, ...sent, ...bytes, 0x22]);
        const length = { "content-length": `${body.byteLength}` };
        for (const headers of [{}, length, { ...length, "content-type": "image/png" }])
          expect((await door(SMALL)(body, headers)).status).toBe(400);
      }
  });

  it("reads what stands for an unknown letter, where it was sent as such", async () => {
    for (const text of ["\ufffd", "caf\ufffd € 😀", "\ufffd\ufffd\ufffd"])
      for (const mark of ["", "\ufeff"]) {
        const body = new TextEncoder().encode(`${mark}${JSON.stringify(text)}`);
        for (const headers of [{}, { "content-length": `${body.byteLength}` }]) {
          const answer = await door(SMALL)(body, headers);
          expect([answer.status, await answer.json()]).toEqual([200, { read: text }]);
        }
      }
  });

  it("refuses a body over the limit while it still streams", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      type: "bytes",
      pull(controller) {
        sent += 1;
        controller.enqueue(new TextEncoder().encode(`"${"a".repeat(300)}",`));
      },
    });
    const answer = await door(SMALL)(endless);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(10);
  });

  it("refuses a body over the limit by its Content-Length, without reading it", async () => {
    const unread = new ReadableStream({ type: "bytes", pull: () => new Promise(() => {}) });
    expect((await door(SMALL)(unread, { "content-length": "1001" })).status).toBe(413);
  });

  it("takes exactly the limit", async () => {
    const send = door(SMALL);
    expect((await send(JSON.stringify("a".repeat(998)))).status).toBe(200);
    expect((await send(JSON.stringify("a".repeat(999)))).status).toBe(413);
  });

  it("inflates gzip, and bounds what comes out", async () => {
    const send = door(SMALL);
    const packed = { "content-encoding": "gzip" };
    const small = await gzipped(new TextEncoder().encode('{"a": 1}'));
    expect(await (await send(small, packed)).json()).toEqual({ read: { a: 1 } });
    for (const size of [100_000, 50_000_000]) {
      const bomb = await gzipped(new Uint8Array(size).fill(0x20));
      expect(bomb.byteLength).toBeLessThan(size / 500);
      expect((await send(bomb, packed)).status).toBe(413);
    }
    expect((await send("not gzip", packed)).status).toBe(400);
    expect((await send(small.slice(0, 12), packed)).status).toBe(400);
    expect((await send("{}", { "content-encoding": "br" })).status).toBe(415);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp"])(
    "refuses %s where JSON is asked for",
    async (type) => {
      expect((await door(ORDINARY)("{}", { "content-type": type })).status).toBe(415);
      expect((await door(SMALL)("{}", { "content-type": type })).status).toBe(200);
    },
  );

  it("takes JSON's own content types", async () => {
    for (const type of ["application/json; charset=utf-8", "application/merge-patch+json", "APPLICATION/JSON"]) {
      expect((await door(ORDINARY)("{}", { "content-type": type })).status).toBe(200);
    }
  });

  it("speaks Segment's dialect on its routes: 400 for whatever is wrong with a message", async () => {
    const answer = await door(SMALL, "segment")(JSON.stringify("a".repeat(2_000)));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ success: false, message: "The body is over 1000 bytes", errors: [] });
  });

  it("refuses what is nested deeper than its bounds, without a fault of its own", async () => {
    const deep = `${"[".repeat(400)}${"]".repeat(400)}`;
    expect((await door(SMALL)(deep)).status).toBe(413);
    const deeper = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect((await door(ORDINARY)(deeper)).status).toBe(413);
  });
});
