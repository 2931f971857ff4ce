import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const EXTENSION = fileURLToPath(new URL("../../dist/extension", import.meta.url));

for (const [target, permissions] of [
  ["chrome-mv3", ["storage", "scripting", "activeTab", "sidePanel"]],
  ["firefox-mv3", ["storage", "scripting", "activeTab"]],
] as const)
  test.describe(`the extension as it is built for ${target}`, () => {
    const read = (file: string) => readFile(join(EXTENSION, target, file), "utf8");

    test("asks for no site, and for no permission beyond those that the listing explains", async () => {
      const manifest = JSON.parse(await read("manifest.json"));
      expect(manifest.permissions).toEqual(permissions);
      expect(manifest.optional_host_permissions).toEqual(["https://*/*", "http://*/*"]);
      const opening = ["host_permissions", "optional_permissions", "content_scripts", "externally_connectable"];
      for (const key of [...opening, "web_accessible_resources", "content_security_policy"])
        expect(manifest[key], key).toBeUndefined();
    });

    test("brings the licences of all that is in it", async () => {
      expect(await read("licences.txt")).toMatch(/^preact 11\.\d+\.\d+: MIT$/m);
    });
  });
