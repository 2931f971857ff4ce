import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A door in front of a Worker that counts who comes through, so that something happens at an exact request. */
export interface CountedDoor {
  readonly url: string;
  readonly end: () => void;
}

/**
 * Opens one. Whatever is asked is passed on, and so is the answer.
 *
 * @param at what happens before a request is answered, and which one it is, from 1; true: it never is
 * @param told what an answer says in the end; left out: what the Worker says
 */
export async function openDoor(
  target: string,
  at: (request: number) => boolean,
  told: (text: string, path: string) => string = (text) => text,
): Promise<CountedDoor> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    count += 1;
    const mine = count;
    const { authorization = "", "content-type": type = "application/json" } = request.headers;
    const body = request.method === "GET" ? null : Buffer.concat(chunks);
    const asked = { method: request.method ?? "GET", headers: { authorization, "content-type": type }, body };
    const answer = await fetch(`${target}${request.url}`, asked);
    const text = await answer.text();
    if (at(mine)) return;
    const headers = { "content-type": answer.headers.get("content-type") ?? "" };
    response.writeHead(answer.status, headers).end(told(text, request.url ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, end: () => server.close() };
}
