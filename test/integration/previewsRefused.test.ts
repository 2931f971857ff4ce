import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { fc, test as law } from "@fast-check/vitest";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { decideBy, everywhere, makeDrafted, previewToken } from "../support/previewedSite.ts";
import { ask, askAs, makeToken, type TestSite } from "../support/site.ts";

let site: TestSite;
let other: TestSite;

beforeAll(async () => {
  [site, other] = await Promise.all([makeDrafted(), makeDrafted()]);
});

afterEach(() => vi.restoreAllMocks());

describe("without a valid signature", () => {
  const refusesDraft = async (token: string) => {
    for (const answer of (await everywhere(site, token)).answers) {
      const text = await answer.text();
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([401, expect.stringContaining("no-store")]);
      expect(text).not.toContain("As drafted");
    }
  };

  it("a preview that has expired is refused", async () => {
    const token = await previewToken(site, { segment: "vip", draft: true });
    const then = Date.now() + 15 * 60_000;
    vi.spyOn(Date, "now").mockImplementation(() => then);
    await refusesDraft(token);
  });

  it("another site's is refused", async () => {
    await refusesDraft(await previewToken(other, { segment: "vip", draft: true }));
  });

  it("one whose maker's token is revoked is refused at once", async () => {
    const leaver = await makeToken(site, "editor");
    const token = await previewToken(site, { segment: "vip", draft: true }, leaver);
    const tokens = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/tokens`)).json<{
      tokens: { id: string }[];
    }>();
    await askAs(site.token, "DELETE", `/v1/sites/${site.key}/tokens/${tokens.tokens.at(-1)?.id}`);
    await refusesDraft(token);
  });

  law.prop([fc.nat(), fc.constantFrom("A", "z", "-", ".", "", "AA"), fc.string({ maxLength: 40 })], { numRuns: 25 })(
    "no letter of one may be changed",
    async (place, put, text) => {
      const token = await previewToken(site, { segment: "vip", draft: true });
      const at = place % token.length;
      const forged = token.slice(0, at) + put + token.slice(at + 1);
      for (const preview of [forged === token ? `${token}A` : forged, text]) {
        const answer = await decideBy(site, preview);
        expect([answer.status, await answer.text()]).toEqual([401, expect.not.stringContaining("As drafted")]);
      }
    },
  );

  it("whatever does not answer, it is a moment's trouble, and no draft", async () => {
    const token = await previewToken(site, { segment: "vip", draft: true });
    vi.spyOn(env.SITE, "getByName").mockImplementation(() => {
      throw new Error("down");
    });
    for (const answer of (await everywhere(site, token)).answers) {
      const text = await answer.text();
      expect([answer.status, answer.headers.get("set-cookie"), text]).toEqual([
        503,
        null,
        expect.not.stringContaining("As drafted"),
      ]);
    }
  });

  it("nobody is shown the draft", async () => {
    const anonymousId = anAnonymousId();
    const body = JSON.stringify({ writeKey: site.writeKey, anonymousId, page: { url: "https://shop.example/" } });
    expect(await (await ask("/v1/decide", { method: "POST", body })).text()).not.toContain("As drafted");
    const page = await send(site, "page", aPage(anonymousId, { decide: true }));
    expect(await page.text()).not.toContain("As drafted");
  });
});

describe("a draft of an earlier release, which was never cleaned", () => {
  it("is shown by no preview", async () => {
    const earlier = await makeDrafted();
    const token = await previewToken(earlier, { segment: "vip", draft: true });
    expect(await (await decideBy(earlier, token)).text()).toContain("As drafted");
    await runInDurableObject(siteStub(env, earlier.key), (_, { storage }) => {
      storage.sql.exec("UPDATE draft SET notes = ''");
    });
    expect(await (await decideBy(earlier, token)).text()).toContain("As published");
  });
});
