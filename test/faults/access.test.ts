import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";

const PORT = "8901";
const ISSUER = "https://shop.cloudflareaccess.com";

const folder = mkdtempSync(join(tmpdir(), "rfedge-access-"));
const keys = await generateKeyPair("RS256");
let asked = 0;
let isDown = true;
let issuer: Server;
let running: LocalRfedge;

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256" };
  issuer = createServer((_, answer) => {
    asked += 1;
    if (isDown) return void answer.writeHead(302, { location: "/elsewhere" }).end();
    answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((listening) => issuer.listen(0, "127.0.0.1", listening));
  const { port } = issuer.address() as AddressInfo;
  running = await startRfedge(["--port", PORT, "--data", join(folder, "state"), "--empty"], {
    env: {
      RFEDGE_ACCESS_ISSUER: ISSUER,
      RFEDGE_ACCESS_AUDIENCE: "application",
      RFEDGE_ACCESS_CERTS: `http://127.0.0.1:${port}/certs`,
      RFEDGE_ACCESS_ROLES: JSON.stringify({ demo: { "ada@shop.example": "editor" } }),
    },
  });
}, 240_000);

afterAll(async () => {
  await running.end("SIGTERM");
  issuer.close();
  rmSync(folder, { recursive: true });
});

const sign = (email: string) =>
  new SignJWT({ email })
    .setProtectedHeader({ alg: "RS256", kid: "1" })
    .setIssuedAt()
    .setIssuer(ISSUER)
    .setAudience("application")
    .setExpirationTime("1h")
    .sign(keys.privateKey);

const ask = async (token: string, path: string, init: RequestInit = {}) =>
  (
    await fetch(`${running.url}/v1/sites/demo/${path}`, {
      ...init,
      headers: { "cf-access-jwt-assertion": token, ...init.headers },
    })
  ).status;

it("lets a marketer in by Cloudflare Access, whose keys a running Worker fetches once, and from nowhere else", async () => {
  const [ada, bob] = [await sign("ada@shop.example"), await sign("bob@shop.example")];
  // A redirect is no answer: where it leads is not asked.
  expect(await ask(ada, "config")).toBe(503);
  expect(asked).toBe(1);
  isDown = false;
  for (let time = 0; time < 3; time++) expect(await ask(ada, "config")).toBe(200);
  expect(asked).toBe(2);
  expect([await ask(ada, "tokens"), await ask(bob, "config"), await ask(`${ada}x`, "config")]).toEqual([403, 404, 401]);
  const change = { method: "DELETE" };
  expect(await ask(ada, "config/draft", change)).toBe(403);
  expect(await ask(ada, "config/draft", { ...change, headers: { origin: running.url } })).not.toBe(403);
});
