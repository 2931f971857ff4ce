import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Analytics } from "@segment/analytics-node";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";

let data: string;
let edge: LocalRfedge;

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-segment-"));
  edge = await startRfedge(["--port", "8947", "--data", data, "--empty"]);
});

test.afterAll(async () => {
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("Segment's own library for Node works by changing its host", async () => {
  const analytics = new Analytics({ writeKey: "wk_demo", host: edge.url, path: "/v1/batch" });
  const errors: unknown[] = [];
  analytics.on("error", (error) => errors.push(error));
  analytics.page({ anonymousId: "device-1", name: "Home", properties: { url: "https://shop.example/" } });
  analytics.identify({ anonymousId: "device-1", userId: "ada", traits: { email: "ada@mail.example" } });
  analytics.group({ userId: "ada", groupId: "club", traits: { plan: "gold" } });
  analytics.alias({ userId: "ada", previousId: "device-0" });
  analytics.track({
    userId: "ada",
    event: "Order Completed",
    properties: { order_id: "o-1", revenue: 25.1, currency: "EUR" },
  });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  const answer = await fetch(`${edge.url}/v1/sites/demo/visitors/ada`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await answer.json()).toMatchObject({
    userId: "ada",
    anonymousIds: ["device-0", "device-1"],
    traits: { email: "ada@mail.example" },
    totals: { orders: 1, revenue: 25.1, pageViews: 1 },
    segment: { key: "new" },
  });
});
