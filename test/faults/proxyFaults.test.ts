import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPage, inPieces, OWN, sending } from "../support/originCorpus.ts";
import { type Answering, askRaw, headerOf, type OriginServer, startOrigin } from "../support/originServer.ts";
import { type ProxiedSite, startProxied } from "../support/proxiedSite.ts";

const PORT = "8916";
const VISITOR = "rfedge_id=6d1c1f0e-7f3c-4a1e-9a53-6e0b4f2f8a12";
const FILLED = "<p>For you</p>";
/** Unpacked: packing, which the local Worker's own door does, waits for more. */
const AS_PAGE = {
  headers: { accept: "text/html", "sec-fetch-dest": "document", "accept-encoding": "identity", cookie: VISITOR },
};
const HTML = { "content-type": "text/html; charset=utf-8" };

/** Lets a page that waits in the middle go on. */
let goOn: () => void = () => {};

const answers = new Map<string, Answering>([
  ["/hero.html", sending(aPage("hero"), { "cache-control": "max-age=60", etag: '"v1"' })],
  ["/pieces.html", inPieces([aPage("hero")])],
  [
    "/half.html",
    (_, answer) => {
      answer.writeHead(200, { ...HTML, "content-length": "1000000" });
      answer.write(aPage("hero"), () => answer.destroy());
    },
  ],
  ["/cut", (_, answer) => void answer.destroy()],
  [
    "/slow.html",
    async (_, answer) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      goOn = resolve;
      const page = aPage("hero");
      const at = page.indexOf("<main");
      answer.writeHead(200, HTML);
      answer.write(page.slice(0, at));
      await promise;
      answer.end(page.slice(at));
    },
  ],
]);

let origin: OriginServer;
let site: ProxiedSite;
const config = () => ({
  site: { origin: origin.origin, budgetMs: 200 },
  slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: FILLED }] }],
});

beforeAll(async () => {
  origin = await startOrigin(answers);
  origin.server.on("upgrade", (asked, socket: Socket) => echoFrames(asked.headers["sec-websocket-key"] ?? "", socket));
});
afterAll(async () => {
  await origin.end();
});

describe("a proxied page", () => {
  beforeAll(async () => {
    site = await startProxied(PORT, config());
  }, 240_000);
  afterAll(() => site.end());

  it("breaks off where its server breaks off, after all that came, filled", async () => {
    const direct = await askRaw(`${origin.origin}/half.html`);
    const proxied = await askRaw(`${site.url}/half.html`, AS_PAGE);
    expect([direct.isCut, proxied.isCut]).toEqual([true, true]);
    expect(proxied.body.toString()).toBe(direct.body.toString().replace(OWN, FILLED));
  });

  it("is 502 where its server gives nothing at all, and is there again when that is", async () => {
    const answer = await askRaw(`${site.url}/cut`, AS_PAGE);
    expect([answer.status, headerOf(answer, "content-type")]).toEqual([502, "application/problem+json"]);
    expect(answer.body.toString()).not.toContain("127.0.0.1");
    expect((await askRaw(`${site.url}/hero.html`, AS_PAGE)).status).toBe(200);
  });

  it("begins before its server has come to the slot, and is filled nevertheless", async () => {
    const answer = await fetch(`${site.url}/slow.html`, AS_PAGE);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain("A line");
    goOn();
    let text = first?.value ?? "";
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) text += read.value;
    expect(text).toBe(aPage("hero").replace(OWN, FILLED));
  });

  it("goes on as a WebSocket where that is what it asks for", async () => {
    const socket = new WebSocket(`${site.url.replace("http", "ws")}/live`, "chat");
    await once(socket, "open");
    const heard = once(socket, "message");
    socket.send("hello é");
    const [{ data }] = (await heard) as [MessageEvent<string>];
    expect([data, socket.protocol]).toEqual(["hello é", "chat"]);
    const closed = once(socket, "close");
    socket.close();
    await closed;
  });
});

describe("a proxied page while a part of the edge is down", () => {
  it("is its server's own, with its caching, where visitors' objects fail; it says so", async () => {
    const broken = await startProxied(PORT, config(), { env: { RFEDGE_FAULT: "visitor" } });
    try {
      const direct = await askRaw(`${origin.origin}/hero.html`);
      const answer = await askRaw(`${broken.url}/hero.html`, AS_PAGE);
      expect(answer.body.equals(direct.body)).toBe(true);
      expect(headerOf(answer, "server-timing")).toBe('default;desc="unavailable"');
      for (const name of ["cache-control", "etag", "content-length"])
        expect(headerOf(answer, name)).toBe(headerOf(direct, name));
    } finally {
      await broken.end();
    }
  }, 240_000);
});

/** One WebSocket (RFC 6455) that sends back each short text. */
function echoFrames(key: string, socket: Socket): void {
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
  socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, "Sec-WebSocket-Protocol: chat", "", ""].join("\r\n"));
  socket.on("error", () => socket.destroy());
  socket.on("data", (frame) => {
    const [first = 0, second = 0] = frame;
    const length = second & 127;
    const mask = frame.subarray(2, 6);
    const payload = Buffer.from(frame.subarray(6, 6 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
    socket.write(Buffer.concat([Buffer.from([first, length]), payload]));
    if ((first & 15) === 8) socket.end();
  });
}
