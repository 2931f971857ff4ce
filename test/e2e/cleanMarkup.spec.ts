import { expect, type Page, test } from "@playwright/test";
import fc from "fast-check";
import { ELEMENTS } from "../../worker/render/allowedMarkup.ts";
import { cleanMarkup } from "../../worker/render/cleanMarkup.ts";
import { HOSTILE, MUTATING } from "../support/hostileMarkup.ts";

// A page that lets everything run, so that whatever got through would; and one that allows nothing but its own.
const OPEN = "https://open.example/";
const STRICT = "https://strict.example/";
const POLICY =
  "default-src 'none'; script-src 'nonce-own'; img-src https: data:; media-src https:; style-src-attr 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types rfedge";

const LISTEN = `
  window.heard = [];
  window.hit = () => heard.push("ran");
  window.alert = window.hit;
  document.addEventListener("securitypolicyviolation", (event) => heard.push(event.violatedDirective + " " + event.blockedURI));
  addEventListener("error", (event) => event.message && heard.push(event.message));
  window.markup = window.trustedTypes ? trustedTypes.createPolicy("rfedge", { createHTML: (text) => text }) : { createHTML: (text) => text };
  window.fill = (text) => {
    const place = document.createElement("section");
    document.body.append(place);
    place.innerHTML = markup.createHTML(text);
    const first = place.innerHTML;
    place.innerHTML = markup.createHTML(first);
    return { first, second: place.innerHTML };
  };`;

/** What a page heard, and where its content went: requests to other hosts than those of the two pages. */
async function openPage(page: Page, address: string): Promise<string[]> {
  const sent: string[] = [];
  await page.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === address) {
      const headers = address === STRICT ? { "content-security-policy": POLICY } : {};
      const body = `<!doctype html><meta charset="utf-8"><script nonce="own">${LISTEN}</script><body>`;
      return await route.fulfill({ contentType: "text/html", headers, body });
    }
    if (url.startsWith("https://evil.example")) sent.push(url);
    return await route.fulfill({ status: 204, body: "" });
  });
  await page.goto(address);
  return sent;
}

type Place = Window & { heard: string[]; fill: (text: string) => { first: string; second: string } };

const fill = (page: Page, texts: readonly string[]) =>
  page.evaluate((all) => all.map((text) => (window as Window as Place).fill(text)), texts);

/** What is heard once everything that a visitor may do has been done to everything that is there. */
const heardIn = (page: Page) =>
  page.evaluate(async () => {
    const { heard } = window as Window as Place;
    document.addEventListener("click", (event) => event.preventDefault(), true);
    document.addEventListener("submit", (event) => event.preventDefault(), true);
    for (const element of document.querySelectorAll<HTMLElement>("section *")) {
      for (const type of ["click", "focus", "mouseover", "pointerenter", "toggle", "error", "load", "input"])
        element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    }
    // Pictures that do not load say so in a later turn.
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return heard;
  });

/** Everything in the page that content must not be: elements and attributes off the list, addresses that do not only lead somewhere. */
const strayIn = (page: Page, allowed: readonly (readonly [string, readonly string[]])[]) =>
  page.evaluate((list) => {
    const known = new Map(list.map(([name, attributes]) => [name, new Set(attributes)]));
    return [...document.querySelectorAll("section *")].flatMap((element) => {
      const name = element.localName;
      const attributes = known.get(name);
      if (attributes === undefined || element.namespaceURI !== "http://www.w3.org/1999/xhtml")
        return [element.outerHTML];
      const wrong = [...element.attributes].filter(({ name: attribute, value }) => {
        if (!attributes.has(attribute)) return true;
        if (attribute === "action") return new URL(value, document.baseURI).origin !== location.origin;
        if (["href", "src", "poster"].includes(attribute))
          return !/^(?:https?|mailto|tel|data):$/.test(new URL(value, document.baseURI).protocol);
        return attribute === "style" && /url|expression|position|\\/i.test(value);
      });
      return wrong.map((attribute) => `${name} ${attribute.name}=${attribute.value}`);
    });
  }, allowed);

const ALLOWED = [...ELEMENTS].map(([name, attributes]) => [name, [...attributes.keys()]] as const);
const CORPUS = [...HOSTILE, ...MUTATING];
const CLEAN = CORPUS.map((text) => cleanMarkup(text, []).markup);

test("hears of what runs where nothing is taken out", async ({ page }) => {
  const sent = await openPage(page, OPEN);
  await fill(page, CORPUS);
  expect((await heardIn(page)).length).toBeGreaterThan(40);
  expect((await strayIn(page, ALLOWED)).length).toBeGreaterThan(100);
  expect(sent.length).toBeGreaterThan(3);
});

test("runs nothing, fetches nothing and keeps its form in a second parse, where the page lets everything run", async ({
  page,
}) => {
  expect(HOSTILE.length).toBeGreaterThan(60);
  const sent = await openPage(page, OPEN);
  const filled = await fill(page, CLEAN);
  const changed = filled.flatMap(({ first, second }, place) =>
    first === second ? [] : [[CORPUS[place], first, second]],
  );
  expect(changed).toEqual([]);
  expect(await strayIn(page, ALLOWED)).toEqual([]);
  expect(await heardIn(page)).toEqual([]);
  expect(sent).toEqual([]);
});

test("breaks no policy, Trusted Types among it, where the page allows its own alone", async ({ page }) => {
  const sent = await openPage(page, STRICT);
  await fill(page, CLEAN);
  expect(await heardIn(page)).toEqual([]);
  expect(sent).toEqual([]);
});

test("stays in its place when a page is parsed with it, as a proxied page is", async ({ page }) => {
  const sent = await openPage(page, OPEN);
  for (const [place, markup] of CLEAN.entries()) {
    await page.setContent(
      `<!doctype html><body><main><section data-rfedge-slot="hero">${markup}</section><p id="after">after</p></main>`,
    );
    const after = await page.evaluate(() => {
      const section = document.querySelector("main > section");
      const { nextElementSibling } = section ?? {};
      return { isNext: nextElementSibling?.id === "after", text: nextElementSibling?.textContent };
    });
    expect([CORPUS[place], after]).toEqual([CORPUS[place], { isNext: true, text: "after" }]);
    expect(await strayIn(page, ALLOWED)).toEqual([]);
  }
  expect(await page.evaluate(() => (window as Window as Place).heard ?? [])).toEqual([]);
  expect(sent).toEqual([]);
});

test("keeps its form in a second parse whatever is thrown together", async ({ page }) => {
  await openPage(page, OPEN);
  const names = [...ELEMENTS.keys()];
  const tag = fc.tuple(fc.constantFrom(...names, "svg", "math", "style", "template", "select", "option"), fc.boolean());
  const piece = fc.oneof(
    { weight: 6, arbitrary: tag.map(([name, isEnd]) => `<${isEnd ? "/" : ""}${name}>`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("text", "\n", "<!--", "-->", "&lt;b&gt;", "<a href='x'>", '<p title="</p>">'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...CORPUS) },
  );
  const soups = fc
    .sample(fc.array(piece, { maxLength: 30 }), { numRuns: 5_000, seed: 1 })
    .map((pieces) => pieces.join(""));
  const filled = await fill(
    page,
    soups.map((text) => cleanMarkup(text, []).markup),
  );
  const changed = filled.flatMap(({ first, second }, place) =>
    first === second ? [] : [[soups[place], first, second]],
  );
  expect(changed.slice(0, 5)).toEqual([]);
  expect(await strayIn(page, ALLOWED)).toEqual([]);
  expect(await heardIn(page)).toEqual([]);
});
