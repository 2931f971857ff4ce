import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRejects } from "../../worker/cli/rows/rejects.ts";
import { openSource } from "../../worker/cli/rows/source.ts";
import { importFile } from "../../worker/cli/sending/importFile.ts";
import type { Sending } from "../../worker/cli/sending/post.ts";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";

const ORDERS = fileURLToPath(new URL("../data/rfm-orders/orders.csv", import.meta.url));
const PORT = "8913";
const folder = mkdtempSync(join(tmpdir(), "rfedge-restart-"));
const words = ["--port", PORT, "--data", join(folder, "state"), "--empty"];

let running: LocalRfedge;
const start = async () => {
  running = await startRfedge(words);
};
beforeAll(start, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

async function importOrders(sending: Partial<Sending>) {
  const source = await openSource({ path: ORDERS, format: "orders", mapping: new Map(), latest: Date.now() });
  const address = { url: `${running.url}/v1/sites/demo/import`, token: "sk_demo" };
  return await importFile({
    source,
    site: "demo",
    address,
    shiftTo: null,
    rejects: createRejects(join(folder, "orders.csv")),
    progress: { show: () => {}, end: () => {} },
    sending: { fetch, wait: async () => {}, signal: new AbortController().signal, ...sending },
    elapsed: () => performance.now(),
  });
}

/** What the file itself says, added up in whole pence. */
function fileTotals() {
  const rows = readFileSync(ORDERS, "utf8").trim().split("\n").slice(1);
  const revenue = rows.reduce((sum, row) => sum + Math.round(Number(row.slice(row.lastIndexOf(",") + 1)) * 100), 0);
  return { orders: rows.length, revenue: revenue / 100 };
}

async function siteTotals() {
  const token = readFileSync(join(folder, "state", "marketer-token"), "utf8").trim();
  const answer = await fetch(`${running.url}/v1/sites/demo/segments`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { segments, visitors } = (await answer.json()) as {
    segments: { orders: number; revenue: number }[];
    visitors: number;
  };
  const revenue = segments.reduce((sum, segment) => sum + Math.round(segment.revenue * 100), 0) / 100;
  return { visitors, orders: segments.reduce((sum, { orders }) => sum + orders, 0), revenue };
}

describe("kill -9", () => {
  it("in the middle of an import loses nothing acknowledged and counts nothing twice", async () => {
    let acknowledged = 0;
    let isKilled = false;
    let restarted: Promise<void> | null = null;
    const total = await importOrders({
      fetch: async (...request) => {
        const answer = await fetch(...request);
        acknowledged += 1;
        if (acknowledged === 6 && !isKilled) {
          isKilled = true;
          restarted = running.end("SIGKILL").then(start);
        }
        return answer;
      },
      // Whoever waits to send again waits for the Worker that was started anew.
      wait: async () => {
        await restarted;
      },
    });
    expect(isKilled).toBe(true);
    // What was stored but not acknowledged before the kill is known already when it is sent again.
    expect(total.accepted + total.duplicates).toBe(4906);
    expect(total).toMatchObject({ rows: 4906, orders: 4906, visitors: 995, rejected: 0 });
    await expect.poll(siteTotals, { timeout: 20_000 }).toEqual({ visitors: 995, ...fileTotals() });
  }, 120_000);

  it("leaves nothing to import: a second run changes nothing", async () => {
    expect(await importOrders({})).toMatchObject({ accepted: 0, duplicates: 4906, rejected: 0 });
    expect(await siteTotals()).toEqual({ visitors: 995, ...fileTotals() });
  }, 60_000);

  it("of a single visitor's order keeps what was answered", async () => {
    const order = {
      userId: "kept",
      event: "Order Completed",
      properties: { order_id: "k1", revenue: 12.5 },
      messageId: "k1",
    };
    const headers = { authorization: `Basic ${btoa("sk_demo:")}`, "content-type": "application/json" };
    const answer = await fetch(`${running.url}/v1/track`, { method: "POST", headers, body: JSON.stringify(order) });
    expect(answer.status).toBe(200);
    await running.end("SIGKILL");
    await start();
    const read = await fetch(`${running.url}/v1/sites/demo/visitors/kept`, {
      headers: { authorization: "Bearer sk_demo" },
    });
    expect(await read.json()).toMatchObject({
      userId: "kept",
      totals: { orders: 1, revenue: 12.5 },
      segment: { key: "new" },
    });
  }, 60_000);
});
