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
