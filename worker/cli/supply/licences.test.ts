import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inRoot } from "../steps/root.ts";
import { isAllowed, licencesText, packagesIn, shippedIn } from "./licences.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-licences-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A package that nobody has published. @returns one of its modules */
function made(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const place = join(folder, "node_modules", name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), JSON.stringify({ name, version: "1.0.0", ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return join(place, "index.js");
}

describe("packagesIn", () => {
  it("names the innermost package of each module, once", () => {
    const modules = [
      "/r/node_modules/a/x.js",
      "/r/node_modules/a/y.js",
      "/r/node_modules/a/node_modules/@s/b/z.js?v=1",
    ];
    expect(packagesIn([...modules, "\0/r/node_modules/c/i.js", "/r/shared/d.ts", "node-built-in-modules:fs"])).toEqual([
      "/r/node_modules/a",
      "/r/node_modules/a/node_modules/@s/b",
      "/r/node_modules/c",
    ]);
  });
});

describe("isAllowed", () => {
  it.each([
    ["MIT", true],
    ["(MPL-2.0 OR Apache-2.0)", true],
    ["Apache-2.0 AND MIT", true],
    ["(MIT AND GPL-3.0-or-later)", false],
    ["GPL-3.0-only", false],
    ["AGPL-3.0-or-later OR LGPL-3.0", false],
    ["SEE LICENSE IN LICENSE", false],
    ["UNLICENSED", false],
    ["", false],
  ])("%s: %s", (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));
});

describe("licencesText", () => {
  it("lists what is shipped by name, with the text of each licence and of its notice", async () => {
    const zebra = made("zebra", { license: "ISC" }, { "LICENSE.md": "Be kind.\r\n" });
    const ant = made("ant", { license: "Apache-2.0" }, { LICENSE: "Apache.", NOTICE: "Made by ants." });
    const bare = made("bare", { license: "MIT", author: { name: "A. Bear" } });
    const text = await licencesText([zebra, ant, bare, "/elsewhere/app.ts"]);
    expect(text).toContain("ant 1.0.0: Apache-2.0\nbare 1.0.0: MIT\nzebra 1.0.0: ISC\n");
    expect(text).toContain("ant 1.0.0\n\nApache.\n\nMade by ants.\n");
    expect(text).toContain("Copyright (c) A. Bear\n\nPermission is hereby granted");
    expect(text).not.toContain("\r");
  });

  it.each([
    ["a copyleft licence", { license: "GPL-3.0-only" }, "its licence is not allowed: GPL-3.0-only"],
    ["no licence", {}, "its licence is not allowed: it names none"],
    ["a licence without its text", { license: "BSD-3-Clause" }, "without the text of its licence"],
  ])("refuses %s", async (name, manifest, line) => {
    await expect(licencesText([made(name.replaceAll(" ", "-"), manifest)])).rejects.toThrow(line);
  });
});

describe("shippedIn", () => {
  it.each(["hono", "valibot", "jose", "liquidjs", "sanitize-html", "preact", "dompurify", "wxt", "idb"])(
    "has the licence of %s",
    async (name) => {
      expect((await shippedIn(inRoot("node_modules", name))).text.length).toBeGreaterThan(200);
    },
  );
});
