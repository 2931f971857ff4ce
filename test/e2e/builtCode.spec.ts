import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const BUILDS = ["chrome-mv3", "firefox-mv3"] as const;

/** Every file of a built extension that can hold code, by its path. */
function codeOf(build: string): ReadonlyMap<string, string> {
  const files = readdirSync(join("dist", "extension", build), { recursive: true, withFileTypes: true });
  const code = files.filter((file) => file.isFile() && /\.(js|html|json)$/.test(file.name));
  return new Map(
    code.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "utf8")]),
  );
}

/** How code comes from a text or from elsewhere. */
const REMOTE = [
  /\bnew Function\b/,
  /(?<![.\w])eval\(/,
  /\bimportScripts\(/,
  /\bimport\s*\(\s*[^`"')]/,
  /\b(?:import|from)\s*\(?\s*[`"'](?:https?:)?\/\//,
  /<script[^>]*\bsrc=["']?(?:https?:)?\/\//i,
  /\b(?:setTimeout|setInterval)\(\s*[`"']/,
];

for (const build of BUILDS)
  test(`the built extension (${build}) makes code of no text, and loads none from elsewhere`, () => {
    const code = codeOf(build);
    expect(code.size).toBeGreaterThan(10);
    const found = [...code].flatMap(([path, text]) =>
      REMOTE.flatMap((pattern) => {
        const hit = pattern.exec(text);
        return hit === null ? [] : [`${path}: ${text.slice(Math.max(0, hit.index - 40), hit.index + 60)}`];
      }),
    );
    expect(found).toEqual([]);
    const manifest = JSON.parse(code.get(join("dist", "extension", build, "manifest.json")) ?? "{}");
    const policy: string = manifest.content_security_policy?.extension_pages ?? "script-src 'self'";
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toMatch(/unsafe|https?:/);
  });
