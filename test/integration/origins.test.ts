import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { declaredCalls, pathOf } from "../support/calls.ts";
import { ask, askAs, makeSite, publishConfig, ROOT, type TestSite } from "../support/site.ts";

const OWN = "https://shop.example";
const EVIL = "https://evil.example";

let open: TestSite;
let closed: TestSite;

beforeAll(async () => {
  [open, closed] = await Promise.all([makeSite(), makeSite()]);
  await publishConfig(closed, { site: { origins: [OWN] } });
  // Pages that are checked are nowhere.
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("on purpose"));
});

afterAll(() => {
  vi.restoreAllMocks();
});

const publicCalls = declaredCalls.filter(({ access }) => access === "site");
const marketers = declaredCalls.filter(({ access }) => access !== "site" && access !== "open");
const named = (calls: typeof declaredCalls) => calls.map((call) => [`${call.method} ${call.path}`, call] as const);

/** Asks as a page of an origin does, whatever comes of it. */
async function from(origin: string, { method, path }: (typeof declaredCalls)[number], site: TestSite, secret: string) {
  const headers = { origin, authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const body = method === "GET" || method === "DELETE" ? {} : { body: "{}" };
  const answer = await ask(pathOf(path, { site: site.key }), { method, headers, ...body });
  await answer.body?.cancel();
  return answer;
}

const granted = ({ headers }: Response) => [
  headers.get("access-control-allow-origin"),
  headers.get("access-control-allow-credentials"),
];

describe("a public call from a page of another origin", () => {
  it.each(named(publicCalls))(
    "may be read by any page without credentials where the site names no origins: %s",
    async (_, call) => {
      const answer = await from(EVIL, call, open, open.writeKey);
      expect(granted(answer)).toEqual(["*", null]);
      expect(answer.headers.get("vary")).toContain("Origin");
    },
  );

  it.each(named(publicCalls))(
    "may be read with them by exactly the site's own, and by no other: %s",
    async (_, call) => {
      expect(granted(await from(OWN, call, closed, closed.writeKey))).toEqual([OWN, "true"]);
      for (const origin of [EVIL, `${OWN}.evil.example`, "http://shop.example", "https://SHOP.example:443", "null"]) {
        const answer = await from(origin, call, closed, closed.writeKey);
        expect([origin, ...granted(answer)]).toEqual([origin, null, null]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    },
  );

  it.each(named(publicCalls))("is promised no credentials beforehand: %s", async (_, { method, path }) => {
    const headers = { origin: EVIL, "access-control-request-method": method };
    const answer = await ask(pathOf(path, {}), { method: "OPTIONS", headers });
    expect([answer.status, ...granted(answer)]).toEqual([204, "*", null]);
  });
});

describe("any other call", () => {
  it.each(named(marketers))("is read by pages of no other origin, whoever asks: %s", async (_, call) => {
    const mine = call.path === "/v1/sites/:site" ? await makeSite() : closed;
    for (const origin of [EVIL, OWN, "null"])
      for (const secret of [mine.token, mine.writeKey, `mt_${mine.key}_${"A".repeat(32)}`, ROOT])
        expect(granted(await from(origin, call, mine, secret))).toEqual([null, null]);
    const headers = { origin: OWN, "access-control-request-method": call.method };
    const preflight = await ask(pathOf(call.path, { site: mine.key }), { method: "OPTIONS", headers });
    expect(granted(preflight)).toEqual([null, null]);
    expect(preflight.ok).toBe(false);
  });

  it.each(named(marketers.filter(({ body }) => body !== undefined)))(
    "takes JSON alone, which no form of another page can send: %s",
    async (_, { method, path, mayLackBody }) => {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
        const headers = { authorization: `Bearer ${ROOT}`, "content-type": type };
        const asked = pathOf(path, { site: closed.key });
        expect([type, (await ask(asked, { method, headers, body: "{}" })).status]).toEqual([type, 415]);
        // Nothing at all may come without a type, where a body may be left out.
        const bare = await ask(asked, { method, headers });
        expect(bare.status === 415 || mayLackBody === true).toBe(true);
      }
    },
  );
});

describe("an address that leads elsewhere", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "/docs//evil.example",
    "/p//evil.example/",
    "/%2f%2fevil.example",
    "/demo/..//evil.example",
  ])("is none of ours: %s", async (path) => {
    const answer = await ask(path);
    const location = answer.headers.get("location");
    const host = location === null ? "edge.test" : new URL(location, "https://edge.test/").hostname;
    expect(host).toBe("edge.test");
    await answer.body?.cancel();
  });

  it("is no page of a preview either", async () => {
    const preview = (page: string) => askAs(closed.token, "POST", `/v1/sites/${closed.key}/previews`, { page });
    for (const page of ["https://evil.example/", "javascript:alert(1)", "https://shop.example@evil.example/"])
      expect([page, (await preview(page)).status]).toEqual([page, 422]);
    for (const page of ["//evil.example/", "/\\evil.example/", "/@evil.example/"]) {
      const { url } = await (await preview(page)).json<{ url: string }>();
      expect(new URL(url).origin).toBe(OWN);
    }
  });
});
