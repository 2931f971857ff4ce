import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalRfedge, runRfedge, startRfedge } from "../support/localRfedge.ts";

const ROOT = "root-of-the-configuration";
const folder = mkdtempSync(join(tmpdir(), "rfedge-config-"));
const FILE = join(folder, "site.json");
let running: LocalRfedge;
beforeAll(async () => {
  const words = ["--port", "8919", "--data", join(folder, "state"), "--empty"];
  running = await startRfedge(words, { env: { RFEDGE_ADMIN_TOKEN: ROOT } });
}, 240_000);
afterAll(async () => {
  await running.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const config = (...words: string[]) =>
  runRfedge(["config", ...words, "--site", "demo", "--url", running.url, "--token", ROOT]);
/** The same, while this process answers what the Worker asks. */
async function aside(...words: string[]): Promise<{ code: unknown; stdout: string }> {
  const child = spawn(process.execPath, [
    ...["worker/cli/main.ts", "config", ...words],
    ...["--site", "demo", "--url", running.url, "--token", ROOT],
  ]);
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code, stdout };
}
const written = (): { version: number; config: { site: { name: string }; slots: unknown[]; snippets: unknown[] } } =>
  JSON.parse(readFileSync(FILE, "utf8"));

function change(edit: (file: ReturnType<typeof written>) => void): void {
  const file = written();
  edit(file);
  writeFileSync(FILE, JSON.stringify(file));
}

describe("rfedge config", () => {
  it("pulls what is published, finds nothing that differs, and pulls over it again", () => {
    const stdout = `${FILE} is version 1 of demo\n`;
    expect(config("pull", FILE)).toEqual({ code: 0, stdout, stderr: "" });
    const same = `${FILE}: no differences from version 1 of demo\n`;
    expect(config("diff", FILE)).toEqual({ code: 0, stdout: same, stderr: "" });
    expect(config("push", FILE).stdout).toBe(`${FILE} is what is published: version 1 of demo\n`);
    expect(config("pull", FILE).code).toBe(0);
  });

  it("shows what differs and exits 1, checks it without saving, then publishes it and writes down what is published", () => {
    change(({ config: { site, slots } }) => {
      site.name = "Pushed";
      slots.push({ key: "hero", snippets: [{ key: "a", rule: { all: [] }, content: "<p onclick='x()'>Hi<br></p>" }] });
    });
    const shown = '/site/name\n  - "Demo"\n  + "Pushed"\n/slots/0\n  + {"key":"hero",';
    const { code, stdout, stderr } = config("diff", FILE);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout.startsWith(shown)).toBe(true);
    expect(stdout).toContain(`${FILE}: 2 differences from version 1 of demo\n`);
    const tried = config("push", FILE, "--dry-run");
    expect(tried).toMatchObject({ code: 0, stderr: "" });
    expect(tried.stdout).toContain("note: /slots/0/snippets/0/content: onclick of p was taken out.\n");
    expect(tried.stdout).toContain("nothing saved: 2 differences from version 1 of demo\n");
    const pushed = config("push", FILE, "--note", "From a file");
    expect(pushed).toMatchObject({ code: 0, stderr: "" });
    expect(pushed.stdout.endsWith(`${FILE} is published as version 2 of demo\n`)).toBe(true);
    expect(written()).toMatchObject({
      version: 2,
      config: { site: { name: "Pushed" }, slots: [{ snippets: [{ content: "<p>Hi<br></p>" }] }] },
    });
    expect(config("diff", FILE).code).toBe(0);
  });

  it("publishes over nobody, neither another's version nor another's draft, unless told to", () => {
    const mine = readFileSync(FILE, "utf8");
    change((file) => {
      file.config.site.name = "Theirs";
    });
    expect(config("push", FILE, "--draft-only").stdout).toContain(`${FILE} is the draft upon version 2 of demo\n`);
    expect(config("diff", FILE, "--draft").code).toBe(0);
    writeFileSync(FILE, mine.replace("Pushed", "Mine"));
    const over = config("push", FILE);
    expect([over.code, over.stderr]).toEqual([
      1,
      expect.stringMatching(/^rfedge config: there is a draft by root of /),
    ]);
    expect(config("push", FILE, "--replace-draft").code).toBe(0);
    writeFileSync(FILE, mine.replace("Pushed", "Late"));
    const late = config("push", FILE);
    expect(late.code).toBe(1);
    expect(late.stderr).toMatch(/^rfedge config: version 3 is in force \(by root, .*\), .* is based on 2: /);
    expect(late.stderr.trim().split("\n")).toHaveLength(1);
    expect(config("pull", FILE).stderr).toMatch(/has been changed since it was pulled/);
    expect(config("push", FILE, "--base-version", "latest").code).toBe(0);
    expect(written()).toMatchObject({ version: 4, config: { site: { name: "Late" } } });
  });

  it("says what the selectors find in a page of the developer's own machine", async () => {
    const page = createServer((_, answer) => {
      answer.setHeader("content-type", "text/html").end("<main><p class=a>1</p><p class=a>2</p></main>");
    });
    page.listen(0, "127.0.0.1");
    await once(page, "listening");
    const { port } = page.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    writeFileSync(FILE, JSON.stringify({ site: { origin }, slots: [{ key: "a", selector: ".a" }] }));
    const { code, stdout } = await aside("push", FILE, "--base-version", "latest", "--dry-run");
    page.close();
    expect(code).toBe(0);
    expect(stdout).toContain(
      `note: The slot a finds 2 elements, all of which are filled, in the source of ${origin}/ (selector .a).\n`,
    );
  });

  it("takes a bare configuration with a base version", () => {
    writeFileSync(FILE, '{"site": {"name": "Bare"}}');
    expect(config("push", FILE).stderr).toMatch(/does not say upon which version it is based/);
    expect(config("push", FILE, "--base-version", "4").code).toBe(0);
    expect(written()).toMatchObject({ version: 5, config: { site: { name: "Bare" } } });
  });

  it("covers the library and other languages: cleaned, published, and shown where they differ", () => {
    expect(config("pull", FILE, "--force").code).toBe(0);
    const translated = (fi: string) =>
      change(({ config: { slots, snippets } }) => {
        const content = "<p onclick='x()'>Tea</p>";
        snippets.splice(0, 1, { key: "tea", content, translations: { fi } });
        slots.splice(0, 1, { key: "hero", snippets: [{ key: "a", rule: { all: [] }, library: "tea" }] });
      });
    translated("<p>Tee<script>x()</script></p>");
    const { code, stdout, stderr } = config("push", FILE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("note: /snippets/0/content: onclick of p was taken out.\n");
    expect(stdout).toContain("note: /snippets/0/translations/fi: script was taken out.\n");
    const [piece] = written().config.snippets;
    expect(piece).toMatchObject({ content: "<p>Tea</p>", translations: { fi: "<p>Tee</p>" } });
    translated("<p>Teetä</p>");
    const shown = '/snippets/0/translations/fi\n  - "<p>Tee</p>"\n  + "<p>Teetä</p>"\n';
    expect(config("diff", FILE)).toMatchObject({ code: 1, stdout: expect.stringContaining(shown) });
    translated('<a href="/for/{{ traits.x }}">Tee</a>');
    const refused = config("push", FILE);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/: \/snippets\/0\/translations\/fi .*href/),
    ]);
  });

  it.each([
    [["push"], /push which FILE\?/],
    [["throw", "x"], /pull, push or diff\?/],
    [["diff", join(folder, "none.json")], /there is no .*none\.json/],
    [["push", FILE, "--base-version", "first"], /--base-version first: is neither/],
    [["pull", FILE, "--token", "sk_demo"], /answered 403/],
    [["pull", FILE, "--url", "http://localhost:8939"], /cannot be reached/],
    [["pull", FILE, "--site", "A B"], /--site A B: a site's key/],
    [["pull", FILE, "--site", "nowhere"], /answered 404/],
    [["pull", FILE, "--colour"], /--colour/],
  ])("says in one line what is wrong with %j", (words, line) => {
    const [action = "", ...rest] = words;
    const { code, stderr } = runRfedge([
      ...["config", action, "--site", "demo", "--url", running.url, "--token", ROOT],
      ...rest,
    ]);
    expect({ code, lines: stderr.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(line);
  });
});
