import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";

const PORT = "8903";
const EVENTS = 24;

const folder = mkdtempSync(join(tmpdir(), "rfedge-retry-"));
let running: LocalRfedge;
let between: Server;
let asked = 0;

/** What happens on the way to the Worker, request by request; after that, nothing does. */
const TROUBLES: readonly ((passOn: () => Promise<void>, answer: ServerResponse) => Promise<void>)[] = [
  async (_, answer) => void answer.writeHead(429, { "retry-after": "1" }).end(),
  // Taken in, but nobody hears of it.
  async (passOn, answer) => {
    await passOn();
    answer.destroy();
  },
  async (_, answer) => void answer.writeHead(503, { "retry-after": "1" }).end(),
  async (_, answer) => void answer.writeHead(408).end(),
  async (passOn, answer) => {
    await passOn();
    answer.writeHead(500).end();
  },
];

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

beforeAll(async () => {
  running = await startRfedge(["--port", PORT, "--data", join(folder, "state"), "--empty"]);
  between = createServer(async (request, answer) => {
    const body = await bodyOf(request);
    const { authorization = "", "content-type": type = "" } = request.headers;
    const send = () =>
      fetch(running.url + request.url, { method: "POST", body, headers: { authorization, "content-type": type } });
    const trouble = TROUBLES[asked++];
    if (trouble) return await trouble(async () => void (await send()).ok, answer);
    const { status } = await send();
    answer.writeHead(status).end("{}");
  });
  await new Promise<void>((listening) => between.listen(0, "127.0.0.1", listening));
}, 240_000);

afterAll(async () => {
  await running.end("SIGTERM");
  between.close();
  rmSync(folder, { recursive: true });
});

it("an SDK of Segment's that is refused, put off or left without an answer loses no event and doubles none", async () => {
  const { port } = between.address() as AddressInfo;
  const host = `http://127.0.0.1:${port}`;
  const analytics = new Analytics({ writeKey: "wk_demo", host, path: "/v1/batch", maxEventsInBatch: 8 });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  for (let order = 0; order < EVENTS; order++)
    analytics.track({
      anonymousId: "device-1",
      event: "Order Completed",
      properties: { order_id: `o-${order}`, revenue: 10 },
    });
  await analytics.closeAndFlush({ timeout: 50_000 });
  expect(errors).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(TROUBLES.length + 3);
  const token = /mt_demo_\S+/.exec(running.said())?.[0] ?? "";
  const answer = await fetch(`${running.url}/v1/sites/demo/visitors/device-1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await answer.json()).toMatchObject({ totals: { orders: EVENTS, revenue: EVENTS * 10 } });
});
