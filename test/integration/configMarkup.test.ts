import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_CONTENT_BYTES } from "#shared/decision/content";
import { siteStub } from "../../worker/objects/stubs.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

interface Draft {
  readonly notes: readonly string[];
  readonly config: { readonly slots: readonly { readonly snippets: readonly { readonly content: string }[] }[] };
}

let site: TestSite;
let editor: string;

beforeAll(async () => {
  site = await makeSite();
  editor = await makeToken(site, "editor");
});

const withSnippet = (snippet: object, key = "welcome") => ({
  slots: [{ key: "hero", snippets: [{ key, rule: { all: [] }, content: "", ...snippet }] }],
});
const save = (token: string, config: unknown, at = site) =>
  askAs(token, "PUT", `/v1/sites/${at.key}/config/draft`, config);
const contentOf = ({ config }: Draft) => config.slots[0]?.snippets[0]?.content;

async function served(at: TestSite): Promise<unknown> {
  const body = { writeKey: at.writeKey, anonymousId: "somebody", slots: ["hero"] };
  const answer = await askAs(at.writeKey, "POST", "/v1/decide", body);
  return (await answer.json<{ decisions: { hero: { content: unknown } } }>()).decisions.hero.content;
}

describe("markup in a draft", () => {
  it("is stored, previewed and served without what could run, and the answer says what went and where", async () => {
    const content = '<h2 onclick="steal()">Tea</h2><script>alert(1)</script><a href="javascript:alert(1)">Here</a>';
    const draft = await (await save(editor, withSnippet({ content }))).json<Draft>();
    expect(contentOf(draft)).toBe("<h2>Tea</h2><a>Here</a>");
    const notes = [
      "/slots/0/snippets/0/content: onclick of h2 was taken out.",
      "/slots/0/snippets/0/content: script was taken out.",
      "/slots/0/snippets/0/content: href of a was taken out: javascript: is not allowed.",
    ];
    expect(draft.notes).toEqual(notes);
    const read = await (await askAs(editor, "GET", `/v1/sites/${site.key}/config/draft`)).json<Draft>();
    expect(read).toMatchObject({ notes, config: draft.config });
    await askAs(editor, "POST", `/v1/sites/${site.key}/config/publish`, { baseVersion: 1 });
    expect(await served(site)).toBe("<h2>Tea</h2><a>Here</a>");
  });

  it("stays as it is where it is text or JSON, line ends and all", async () => {
    for (const [contentType, content] of [
      ["text/plain", "<script>1 < 2</script>\r\nsecond\r\n"],
      ["application/json", '{"markup": "<script>"}\r\n'],
      ["text/html", "<p>First\r\nsecond – ümlaut 日本 🫖\u0301</p>\r\n"],
    ]) {
      const draft = await (await save(editor, withSnippet({ contentType, content }))).json<Draft>();
      expect([contentOf(draft), draft.notes]).toEqual([content, []]);
    }
  });

  it("takes 64 KB, counted once it is written out", async () => {
    const whole = await makeSite();
    const content = `<p>${"é".repeat(MAX_CONTENT_BYTES / 2 - 4)}</p>x`;
    await publishConfig(whole, withSnippet({ content }));
    expect(await served(whole)).toBe(content);
    const grows = await save(whole.token, withSnippet({ content: "&".repeat(MAX_CONTENT_BYTES) }), whole);
    expect(grows.status).toBe(422);
    expect(await grows.json()).toMatchObject({ errors: [{ path: "/slots/0/snippets/0/content" }] });
  });

  it("lets a form go to the site's own origins", async () => {
    const content = '<form action="https://shop.example/join"><button>Join</button></form>';
    const at = { site: { origins: ["https://shop.example"] } };
    expect(contentOf(await (await save(editor, { ...at, ...withSnippet({ content }) })).json<Draft>())).toBe(content);
    const elsewhere = await (await save(editor, withSnippet({ content }))).json<Draft>();
    expect(contentOf(elsewhere)).toBe("<form><button>Join</button></form>");
  });
});

describe("content of every kind in a draft", () => {
  const draftOf = async (config: object) => await (await save(editor, config)).json<Draft & { errors?: unknown }>();

  it("is cleaned in the library and in translations too, is said to be, and served so in each language", async () => {
    const own = await makeSite();
    const content = '<p onclick="a()">Tea</p>';
    const translations = { fi: "<p>Tee<script>a()</script></p>" };
    const config = {
      snippets: [{ key: "tea", content, translations }],
      slots: [
        { key: "hero", snippets: [{ key: "a", rule: { all: [] }, library: "tea" }] },
        { key: "side", snippets: [{ key: "b", rule: { all: [] }, content, translations }] },
      ],
    };
    const draft = await (await save(own.token, config, own)).json<Draft>();
    const paths = ["/snippets/0", "/slots/1/snippets/0"];
    expect(draft.notes).toEqual(
      paths.flatMap((path) => [
        `${path}/content: onclick of p was taken out.`,
        `${path}/translations/fi: script was taken out.`,
      ]),
    );
    await askAs(own.token, "POST", `/v1/sites/${own.key}/config/publish`, { baseVersion: 1 });
    for (const [locale, shown] of [
      ["fi-FI", "<p>Tee</p>"],
      ["en-GB", "<p>Tea</p>"],
    ]) {
      const body = { writeKey: own.writeKey, anonymousId: "somebody", locale };
      const answer = await askAs(own.writeKey, "POST", "/v1/decide", body);
      expect(await answer.json()).toMatchObject({
        decisions: { hero: { content: shown }, side: { content: shown } },
      });
    }
  });

  it("keeps merge fields where they may stand, refuses them elsewhere, and takes them out with what goes anyway", async () => {
    const [{ content } = { content: "" }] =
      (
        await draftOf(
          withSnippet({
            content: `<p title='Hi {{ traits.x | default: "you" }}' onclick="{{ traits.x }}">{{ traits.x }}</p>`,
          }),
        )
      ).config.slots[0]?.snippets ?? [];
    expect(content).toBe(`<p title="Hi {{ traits.x | default: 'you' }}">{{ traits.x }}</p>`);
    const link = { url: "/a.png", alt: "{{ traits.x }}", link: "/for/{{ traits.x }}" };
    const refused = await draftOf({
      snippets: [{ key: "tea", content: "a", translations: { fi: '<a href="/for/{{ traits.x }}">a</a>' } }],
    });
    expect(refused.errors).toMatchObject([{ path: "/snippets/0/translations/fi" }]);
    expect((await draftOf({ snippets: [{ key: "tea", image: link }] })).errors).toMatchObject([
      { path: "/snippets/0/image/link" },
    ]);
  });

  it.each(["javascript:alert(1)", "JAVA\nSCRIPT:alert(1)", "data:text/html,x", '" onclick="a()', " /x", "vbscript:x"])(
    "lets a picture not lead to %j, nor come from there",
    async (address) => {
      const image = { url: address, alt: "", link: address };
      const paths = ["/snippets/0/image/url", "/snippets/0/image/link"];
      const { errors } = await draftOf({ snippets: [{ key: "tea", image }] });
      expect(errors).toMatchObject(paths.map((path) => ({ path })));
      const translations = { fi: image };
      const translated = await draftOf({ snippets: [{ key: "tea", image: { url: "/a.png", alt: "" }, translations }] });
      expect(translated.errors).toMatchObject([
        { path: "/snippets/0/translations/fi/url" },
        { path: "/snippets/0/translations/fi/link" },
      ]);
    },
  );
});

describe("raw markup", () => {
  const content = "<script>welcome()</script>";
  const raw = { raw: true, content };
  const REFUSED = {
    status: 403,
    errors: [{ path: "/slots/0/snippets/0/raw", message: "only an admin may let markup be served as it is written" }],
  };

  it("is an admin's to write and to change; an editor may keep it, take it out and publish around it", async () => {
    const own = await makeSite();
    const mine = await makeToken(own, "editor");
    const refused = await save(mine, withSnippet(raw), own);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject(REFUSED);
    expect((await save(own.token, withSnippet(raw), own)).status).toBe(200);
    // Kept as drafted, with another rule; then published, and kept again.
    expect((await save(mine, withSnippet({ ...raw, from: "2026-01-01" }), own)).status).toBe(200);
    const publish = { baseVersion: 1 };
    expect((await askAs(mine, "POST", `/v1/sites/${own.key}/config/publish`, publish)).status).toBe(200);
    expect(await served(own)).toBe(content);
    expect((await save(mine, withSnippet(raw), own)).status).toBe(200);
    const changes = [
      { ...raw, content: `${content} ` },
      { raw: true, content: "<p>a</p>" },
    ];
    for (const change of changes) expect((await save(mine, withSnippet(change), own)).status).toBe(403);
    expect((await save(mine, withSnippet(raw, "elsewhere"), own)).status).toBe(403);
    const cleaned = await (await save(mine, withSnippet({ content }), own)).json<Draft>();
    expect(contentOf(cleaned)).toBe("");
    // Gone from the draft, but still in force: whoever answered for it still does.
    expect((await save(mine, withSnippet(raw), own)).status).toBe(200);
  });

  it("is an admin's in the library and in every translation too, and the log names it", async () => {
    const own = await makeSite();
    const mine = await makeToken(own, "editor");
    const library = (translations: object, more: object = {}) => ({
      snippets: [{ key: "tea", content: "<p>a</p>", raw: true, translations, ...more }],
      slots: [{ key: "hero", snippets: [{ key: "a", rule: { all: [] }, library: "tea" }] }],
    });
    const path = "/snippets/0/raw";
    const refused = await save(mine, library({ fi: content }), own);
    expect([refused.status, await refused.json()]).toMatchObject([403, { errors: [{ path }] }]);
    await publishConfig(own, library({ fi: content }));
    expect((await save(mine, library({ fi: content }), own)).status).toBe(200);
    for (const other of [
      library({ fi: content, sv: content }),
      library({ fi: `${content} ` }),
      library({ sv: content }),
    ])
      expect((await save(mine, other, own)).status).toBe(403);
    const answer = await askAs(own.token, "GET", `/v1/sites/${own.key}/audit`);
    const { entries } = await answer.json<{ entries: { action: string; detail: unknown }[] }>();
    const named = entries.filter(({ action }) => action === "config.publish");
    expect(named).toMatchObject([{ detail: { raw: ["library:tea"] } }]);
  });

  it("is for markup that is written: neither for a picture nor for what the library holds", async () => {
    const image = { url: "/a.png", alt: "" };
    const answer = await save(site.token, {
      snippets: [{ key: "tea", image, raw: true }],
      slots: [{ key: "hero", snippets: [{ key: "a", rule: { all: [] }, library: "tea", raw: true }] }],
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { errors: [{ path: "/snippets/0/raw" }, { path: "/slots/0/snippets/0/raw" }] },
    ]);
  });

  it("is named in the audit log", async () => {
    const own = await makeSite();
    await publishConfig(own, withSnippet(raw));
    const answer = await askAs(own.token, "GET", `/v1/sites/${own.key}/audit`);
    const { entries } = await answer.json<{ entries: { action: string; detail: unknown }[] }>();
    expect(entries.slice(0, 2)).toMatchObject([
      { action: "config.publish", detail: { raw: ["hero/welcome"] } },
      { action: "config.draft", detail: { raw: ["hero/welcome"] } },
    ]);
  });
});

describe("a draft of an earlier release, which was never cleaned", () => {
  it("is not published before it has been saved again", async () => {
    const own = await makeSite();
    await save(own.token, withSnippet({ content: "<p>a</p>" }), own);
    await runInDurableObject(siteStub(env, own.key), (_, { storage }) => {
      storage.sql.exec("UPDATE draft SET notes = ''");
    });
    const publish = () => askAs(own.token, "POST", `/v1/sites/${own.key}/config/publish`, { baseVersion: 1 });
    expect((await publish()).status).toBe(409);
    await save(own.token, withSnippet({ content: "<p>a</p>" }), own);
    expect((await publish()).status).toBe(200);
  });
});
