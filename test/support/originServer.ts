import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a site's own server answers at a path. */
export type Answering = (asked: IncomingMessage, answer: ServerResponse) => void | Promise<void>;

/** A site's own server, on the loopback interface. */
export interface OriginServer {
  readonly origin: string;
  /** The requests it got, oldest first. */
  readonly asked: IncomingMessage[];
  readonly server: Server;
  readonly end: () => Promise<void>;
}

/** Starts a server that answers by path; whatever it has no answer for is 404. */
export async function startOrigin(answers: ReadonlyMap<string, Answering> | Answering): Promise<OriginServer> {
  const asked: IncomingMessage[] = [];
  const server = createServer((incoming, answer) => {
    asked.push(incoming);
    const path = new URL(incoming.url ?? "/", "http://origin.invalid").pathname;
    const answering = typeof answers === "function" ? answers : answers.get(path);
    if (answering === undefined) answer.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    else void answering(incoming, answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const end = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${port}`, asked, server, end };
}

/** An answer as it is on the wire: nothing is unpacked, joined or followed. */
export interface RawAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case, one entry a line, sorted. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** The connection ended before the body did. */
  readonly isCut: boolean;
}

export interface RawRequest {
  readonly method?: string;
  /** As it is on the wire, where it is not to be read as an address first. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Asks without any of a browser's or of fetch's own ideas. */
export async function askRaw(
  url: string,
  { method = "GET", headers = {}, body, path }: RawRequest = {},
): Promise<RawAnswer> {
  return await new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false, ...(path !== undefined && { path }) }, (answer) => {
      const chunks: Buffer[] = [];
      const done = (isCut: boolean) => {
        const pairs = answer.rawHeaders.flatMap((name, index, all) =>
          index % 2 === 0 ? [[name.toLowerCase(), all[index + 1] ?? ""] as const] : [],
        );
        resolve({
          status: answer.statusCode ?? 0,
          statusText: answer.statusMessage ?? "",
          headers: pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
          body: Buffer.concat(chunks),
          isCut,
        });
      };
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => done(false));
      answer.on("error", () => done(true));
    });
    sent.on("error", reject);
    if (headers["expect"] === "100-continue") {
      sent.flushHeaders();
      sent.on("continue", () => sent.end(body));
    } else sent.end(body);
  });
}

/** A header's value; null without one. */
export function headerOf({ headers }: RawAnswer, name: string): string | null {
  const values = headers.filter(([own]) => own === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
}

/** What is compared of two bodies. */
export function digestOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex");
}
