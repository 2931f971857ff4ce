import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { selectorFault } from "#shared/decision/selector";
import { askAs, makeSite, makeToken, type TestSite } from "../support/site.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const PAGE = `<!doctype html><main><h1>Shop</h1><section id="hero" data-rfedge-slot="hero">a</section>
  <template><p class="card">1</p></template><p class="card">2</p><p class="card">3</p>
  <script>"<p class='card'>"</script><!-- <p class="card"> --></main>`;

type Page = (url: URL) => Response | Promise<Response>;

/** The pages of the internet, as far as the Worker can see; answers what it asked for. */
function internet(page: Page): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (input: URL) => {
    asked.push(input.href);
    return await page(input);
  });
  return asked;
}

const html = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });

const SLOTS = [
  { key: "hero", selector: "main > #hero" },
  { key: "card", selector: ".card" },
  { key: "gone", selector: "main ul > li:first-child" },
  { key: "named" },
];
const config = (site: object = {}) => ({ site: { origin: "https://shop.example", ...site }, slots: SLOTS });

interface Check {
  readonly notes: readonly string[];
  readonly page: { url: string; fault: string | null; isWhole: boolean; slots: { slot: string; elements: number }[] };
}

async function check(site: TestSite, body: object): Promise<Check> {
  const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/config/check`, body);
  expect(answer.status).toBe(200);
  return await answer.json<Check>();
}

describe("POST /v1/sites/:site/config/check", () => {
  it("counts what each slot finds in the source of the site's page, and warns of none and of several", async () => {
    const site = await makeSite();
    const asked = internet(() => html(PAGE));
    const { page, notes } = await check(site, { config: config() });
    expect(asked).toEqual(["https://shop.example/"]);
    expect(page).toMatchObject({ url: "https://shop.example/", fault: null, isWhole: true });
    expect(page.slots.map(({ slot, elements }) => [slot, elements])).toEqual([
      ["hero", 1],
      ["card", 3],
      ["gone", 0],
      ["named", 0],
    ]);
    expect(notes).toEqual([
      "The slot card finds 3 elements, all of which are filled, in the source of https://shop.example/ (selector .card).",
      "The slot gone finds no element in the source of https://shop.example/ (selector main ul > li:first-child).",
    ]);
  });

  it("checks the draft, or what is published, where no configuration is given; saves nothing", async () => {
    const site = await makeSite();
    internet(() => html(PAGE));
    expect(await check(site, {})).toMatchObject({ config: { site: { origin: null } }, notes: [], page: null });
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, config());
    expect((await check(site, { url: "/sale?x=1" })).page).toMatchObject({ url: "https://shop.example/sale?x=1" });
    await check(site, { config: { site: { name: "Other" } } });
    const draft = await askAs(site.token, "GET", `/v1/sites/${site.key}/config/draft`);
    expect(await draft.json()).toMatchObject({ config: { site: { origin: "https://shop.example" } } });
  });

  it("refuses an invalid configuration as saving would, and is for editors", async () => {
    const site = await makeSite();
    const path = `/v1/sites/${site.key}/config/check`;
    const refused = await askAs(site.token, "POST", path, { config: { slots: [{ key: "hero", selector: "h1 + p" }] } });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ path: "/slots/0/selector" }] });
    expect((await askAs(site.token, "POST", path, { page: "/" })).status).toBe(422);
    expect((await askAs(await makeToken(site, "viewer"), "POST", path, {})).status).toBe(403);
  });

  it("follows redirects within the site's origins, and only there", async () => {
    const site = await makeSite();
    const asked = internet(({ pathname, hostname }) => {
      if (pathname === "/") return new Response(null, { status: 302, headers: { location: "/start" } });
      if (pathname === "/out")
        return new Response(null, { status: 301, headers: { location: "https://evil.example/" } });
      if (pathname === "/inward")
        return new Response(null, { status: 307, headers: { location: "https://169.254.169.254/latest/" } });
      if (pathname === "/round") return new Response(null, { status: 302, headers: { location: "/round" } });
      return html(hostname);
    });
    const both = { config: config({ origins: ["https://www.shop.example"] }) };
    expect((await check(site, both)).page).toMatchObject({ url: "https://shop.example/start", fault: null });
    const faults: unknown[] = [];
    for (const url of ["/out", "/inward", "/round", "https://evil.example/", "//evil.example/", "http://shop.example/"])
      faults.push((await check(site, { ...both, url })).page.fault);
    expect(faults).toEqual([
      "is not under the site's origins",
      "is not under the site's origins",
      "leads on more than 3 times",
      "is not under the site's origins",
      "is not under the site's origins",
      "is not under the site's origins",
    ]);
    expect(asked.filter((url) => /evil|169/.test(url))).toEqual([]);
  });

  it.each([
    "http://shop.example",
    "https://shop.example:8443",
    "https://localhost",
    "https://127.0.0.1",
    "https://10.0.0.1",
    "https://169.254.169.254",
    "https://[fc00::1]",
    "https://metadata.google.internal",
    "https://edge.test",
  ])("never fetches %s", async (origin) => {
    const site = await makeSite();
    const asked = internet(() => html(PAGE));
    expect((await check(site, { config: config({ origin }) })).page.fault).toMatch(/^must /);
    expect(asked).toEqual([]);
  });

  it("says why a page cannot be counted", async () => {
    const site = await makeSite();
    const faultOf = async (page: Page) => {
      internet(page);
      const { page: checked, notes } = await check(site, { config: config() });
      expect(notes).toEqual([
        `The page https://shop.example/ ${checked.fault}: what the selectors find was not counted.`,
      ]);
      return checked.fault;
    };
    expect(await faultOf(() => new Response("{}", { headers: { "content-type": "application/json" } }))).toBe(
      "is no HTML",
    );
    expect(await faultOf(() => html("x", { "content-type": "text/html; charset=UTF-16LE" }))).toMatch(/encoding/);
    expect(await faultOf(() => html("<select><xmp></xmp></select>"))).toBe("is written so that it cannot be filled");
    expect(await faultOf(() => new Response("gone", { status: 404 }))).toBe("answers 404");
    expect(await faultOf(() => Promise.reject(new TypeError("no route")))).toBe("cannot be reached");
    expect(
      await faultOf(() =>
        html(
          new ReadableStream({
            pull: (controller) => controller.error(new Error("closed half way")),
          }),
        ),
      ),
    ).toBe("cannot be reached");
  });

  it("reads five megabytes and no more", async () => {
    const site = await makeSite();
    let sent = 0;
    internet(() =>
      html(
        new ReadableStream({
          pull(controller) {
            sent++;
            controller.enqueue(new TextEncoder().encode(`<p class="card">${"x".repeat(99_985)}`));
            if (sent === 500) controller.close();
          },
        }),
      ),
    );
    const { page } = await check(site, { config: config() });
    expect(page.isWhole).toBe(false);
    expect(page.slots.find(({ slot }) => slot === "card")?.elements).toBe(50);
    expect(sent).toBeLessThan(60);
  });
});

describe("PUT /v1/sites/:site/config/draft", () => {
  it("warns of what the selectors find, for a site that is served through the Worker", async () => {
    const site = await makeSite();
    const asked = internet(() => html(PAGE));
    const save = async (document: object) => {
      const answer = await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, document);
      return (await answer.json<{ notes: string[] }>()).notes;
    };
    expect(await save(config())).toHaveLength(2);
    expect(await save(config({ origin: null, origins: ["https://shop.example"] }))).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

describe("selectorFault", () => {
  const isTaken = (selector: string): boolean => {
    try {
      new HTMLRewriter().on(selector, {});
      return true;
    } catch {
      return false;
    }
  };

  it("lets nothing pass that the rewriter does not take", () => {
    const part = fc.constantFrom(
      ...[
        "a",
        "*",
        ".c",
        "#i",
        "[x]",
        "[x=y]",
        '[x="y" i]',
        "[x~='y']",
        "[x|=y s]",
        ":first-child",
        ":first-of-type",
        ":not(a)",
      ],
      ...[
        ":not(.a, #b)",
        ":not(:not(a))",
        ":nth-child(2n+1)",
        ":nth-of-type( odd )",
        ":nth-child(-n + 3)",
        "\\31 ",
        "é",
        "--x",
        "-",
      ],
      ...[
        " ",
        ",",
        ">",
        " > ",
        "+",
        "~",
        ":",
        "::",
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        "\\",
        "|",
        "\n",
        "1",
        "=",
        ":last-child",
        ":is(a)",
      ],
    );
    const written = fc.oneof(
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    let passed = 0;
    fc.assert(
      fc.property(written, (selector) => {
        if (selectorFault(selector) !== null) return;
        passed++;
        expect([selector, isTaken(selector)]).toEqual([selector, true]);
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(300);
  });

  it.each(["#hero", "main > section.hero", "ul li:nth-child(2)", "a[href^='/c/'], a.b:not([hidden])", "*"])(
    "lets %j pass, as the rewriter does",
    (selector) => {
      expect([selectorFault(selector), isTaken(selector)]).toEqual([null, true]);
    },
  );
});
