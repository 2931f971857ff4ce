import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { type Client, ErrorCode, OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FLAG_SLOTS } from "../support/flags.ts";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";

// OpenFeature's own SDK for back ends, as it comes, against a Worker that runs.

const folder = mkdtempSync(join(tmpdir(), "rfedge-ofrep-"));
let running: LocalRfedge;

beforeAll(async () => {
  running = await startRfedge(["--port", "8918", "--data", join(folder, "state"), "--empty"]);
  await publishOn(running, FLAG_SLOTS);
  await order("ada");
}, 240_000);

afterAll(async () => {
  await OpenFeature.close();
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

async function order(userId: string): Promise<void> {
  const headers = { authorization: `Basic ${btoa("sk_demo:")}`, "content-type": "application/json" };
  const message = { userId, event: "Order Completed", properties: { order_id: userId, revenue: 25 } };
  const answer = await fetch(`${running.url}/v1/track`, { method: "POST", headers, body: JSON.stringify(message) });
  expect(answer.status).toBe(200);
}

async function clientWith(headers: [string, string][]): Promise<Client> {
  const domain = headers.flat().join();
  await OpenFeature.setProviderAndWait(domain, new OFREPProvider({ baseUrl: running.url, headers }));
  return OpenFeature.getClient(domain);
}

const server = () => clientWith([["authorization", "Bearer sk_demo"]]);
const ada = { targetingKey: "ada" };

describe("OpenFeature's SDK for back ends", () => {
  it("reads a value of every type, by Bearer and by X-API-Key", async () => {
    for (const client of [await server(), await clientWith([["x-api-key", "sk_demo"]])]) {
      expect(await client.getStringValue("hero", "own", ada)).toBe("<p>Welcome</p>");
      expect(await client.getStringValue("text", "own", ada)).toBe("1 < 2");
      expect(await client.getObjectValue("object", {}, ada)).toEqual({ color: "red", sizes: [1, 2] });
      expect(await client.getBooleanValue("yes", false, ada)).toBe(true);
      expect(await client.getNumberValue("number", 0, ada)).toBe(2.5);
    }
  });

  it("reads which snippet it is, why, and of which configuration", async () => {
    expect(await (await server()).getStringDetails("hero", "own", ada)).toEqual({
      flagKey: "hero",
      value: "<p>Welcome</p>",
      variant: "welcome",
      reason: "TARGETING_MATCH",
      flagMetadata: { segment: "new", reason: "match", configVersion: 2 },
    });
  });

  it("sends the page with the context", async () => {
    const client = await server();
    expect(await client.getStringValue("sale", "own", { ...ada, url: "https://shop.example/sale" })).toBe("Sale");
    expect(await client.getStringValue("sale", "own", { ...ada, page: { url: "/other" } })).toBe("own");
  });

  it("keeps the application's default where there is no value, or one of another type", async () => {
    const client = await server();
    expect(await client.getStringValue("hero", "own", { targetingKey: "nobody" })).toBe("own");
    // This provider knows no answer without a value; the default it gives is the same.
    expect(await client.getStringDetails("held", "own", ada)).toMatchObject({ value: "own", reason: "ERROR" });
    expect(await client.getBooleanDetails("text", false, ada)).toMatchObject({
      value: false,
      errorCode: ErrorCode.TYPE_MISMATCH,
    });
  });

  it("is told of an unknown flag and of a missing key in its own words", async () => {
    const client = await server();
    const codeOf = async (flag: string, context: object) =>
      (await client.getStringDetails(flag, "own", { ...context })).errorCode;
    expect(await codeOf("made-up", ada)).toBe(ErrorCode.FLAG_NOT_FOUND);
    expect(await codeOf("hero", {})).toBe(ErrorCode.TARGETING_KEY_MISSING);
    expect(await codeOf("hero", { targetingKey: "x".repeat(300) })).toBe(ErrorCode.INVALID_CONTEXT);
  });

  it("keeps the default with a wrong key, and asks nobody by a user id with a write key", async () => {
    const wrong = await clientWith([["authorization", "Bearer sk_demo_AAAAAAAAAAAAAAAAAAAA"]]);
    expect(await wrong.getStringDetails("hero", "own", ada)).toMatchObject({ value: "own", reason: "ERROR" });
    const writing = await clientWith([["authorization", "Bearer wk_demo"]]);
    expect(await writing.getStringValue("hero", "own", ada)).toBe("own");
    expect(await writing.getStringValue("text", "own", ada)).toBe("1 < 2");
  });
});
