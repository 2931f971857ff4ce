import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-body-"));
const PORT = 8902;
const HEAD = `POST /v1/track HTTP/1.1\r\nHost: localhost:${PORT}\r\n`;
/** Buffers on the way hold some, in both kernels too. */
const SOON = 20_000_000;
const CHUNK = `1000\r\n${" ".repeat(4_096)}\r\n`;

let running: LocalRfedge;
beforeAll(async () => {
  running = await startRfedge(["--port", String(PORT), "--data", join(folder, "state"), "--empty"]);
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

/** What the server answers to raw bytes, and how many of the rest it took. */
function ask(head: string, rest: () => string | null): Promise<{ answer: string; sent: number }> {
  return new Promise((resolve) => {
    const socket = connect(PORT, "127.0.0.1");
    let [answer, sent] = ["", 0];
    const feed = () => {
      for (let more = rest(); more !== null && !socket.destroyed; more = rest()) {
        sent += more.length;
        if (!socket.write(more)) return void socket.once("drain", feed);
      }
    };
    socket.on("data", (data) => {
      answer += data.toString();
      if (!/\r\n\r\n.*\S/s.test(answer)) return;
      socket.destroy();
      resolve({ answer, sent });
    });
    // Who still writes when the refusal closes the connection may never get to read it.
    socket.on("error", () => resolve({ answer, sent }));
    socket.write(head, feed);
  });
}

describe("a body on the wire", () => {
  it("that comes in chunks without an end is refused while it streams", async () => {
    const { answer, sent } = await ask(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, () => CHUNK);
    expect(answer).toMatch(/^$|^HTTP\/1\.1 400 /);
    expect(sent).toBeLessThan(SOON);
  });

  it("in chunks is bounded by what comes, whatever a Content-Length beside them says", async () => {
    const head = `${HEAD}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const { answer, sent } = await ask(head, () => CHUNK);
    expect(answer).toMatch(/^$|^HTTP\/1\.1 400 /);
    expect(sent).toBeLessThan(SOON);
  });

  it("is read no further than its Content-Length", async () => {
    let left = 2;
    const { answer } = await ask(`${HEAD}Content-Length: 4\r\n\r\n`, () => (left-- > 0 ? "null" : null));
    expect(answer).toMatch(/^HTTP\/1\.1 40[01] /);
  });

  it("over the limit by its Content-Length is refused before it is sent", async () => {
    const { answer, sent } = await ask(`${HEAD}Content-Length: 100000000\r\n\r\n`, () => null);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(sent).toBe(0);
  });
});
