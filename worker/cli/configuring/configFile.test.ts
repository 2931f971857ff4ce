import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { configIn, isEdited, readConfigFile, writeConfigFile } from "./configFile.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-config-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => configIn("site.json", bytes(text));

describe("configIn", () => {
  it("reads a configuration with its version or without, and fills in the defaults", () => {
    const config = { ...DEFAULTS, site: { ...DEFAULTS.site, name: "Shop" } };
    expect(read('{"version": 3, "config": {"site": {"name": "Shop"}}}')).toEqual({ version: 3, config });
    expect(read('{"site": {"name": "Shop"}}')).toEqual({ version: null, config });
  });

  it("minds neither a byte order mark nor line ends, and keeps those within content", () => {
    const text =
      '\uFEFF{\r\n  "slots": [{"key": "a", "snippets": [{"key": "b", "rule": {"all": []}, "content": "1\\r\\n2 ü"}]}]\r\n}\r\n';
    expect(read(text).config.slots[0]?.snippets[0]?.content).toBe("1\r\n2 ü");
  });

  it.each([
    ["{", /^site\.json is no JSON \(/],
    ["", /^site\.json is no JSON \(/],
    ["[]", /^site\.json: /],
    ['{"sight": {}}', "site.json: /sight is not a known key"],
    ['{"slots": [{"key": "a", "selector": "h1 + p"}]}', /^site\.json: \/slots\/0\/selector must not use \+/],
    ['{"version": 0, "config": {}}', /^site\.json: beside config there is version/],
    ['{"config": {}}', /^site\.json: beside config there is version/],
    ['{"version": 1, "config": {}, "note": ""}', /^site\.json: beside config there is version/],
  ])("says of %j what is wrong", (text, line) => {
    expect(() => read(text)).toThrow(line);
  });

  it("says so where a file is in another encoding", () => {
    expect(() => configIn("site.json", new Uint8Array([0x7b, 0xe6, 0x7d]))).toThrow("site.json is not UTF-8");
  });
});

describe("writeConfigFile", () => {
  it("writes what is read again, the same bytes each time, and leaves nothing beside it", async () => {
    const path = join(folder, "site.json");
    await writeConfigFile(path, read('{"version": 2, "config": {"slots": [], "site": {}}}'));
    const text = readFileSync(path, "utf8");
    expect(text.startsWith('{\n  "version": 2,\n  "config": {\n    "site": {\n      "name": "demo",')).toBe(true);
    const file = await readConfigFile(path);
    expect(file).toEqual({ version: 2, config: DEFAULTS });
    if (file !== null) await writeConfigFile(path, file);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(readdirSync(folder)).toEqual(["site.json"]);
  });

  it("says in one line that it cannot, and reads nothing where nothing is", async () => {
    const nowhere = join(folder, "no", "site.json");
    await expect(writeConfigFile(nowhere, { version: 1, config: DEFAULTS })).rejects.toThrow(/cannot be written/);
    expect(await readConfigFile(nowhere)).toBeNull();
    writeFileSync(join(folder, "file"), "");
    await expect(readConfigFile(join(folder, "file", "site.json"))).rejects.toThrow(/cannot be read/);
  });
});

describe("isEdited", () => {
  it("compares with what was published as today's release reads it", () => {
    const file = configIn("site.json", new TextEncoder().encode('{"site": {"name": "Shop"}}'));
    const { snippets: _, ...earlier } = file.config;
    expect([file.config, earlier, {}, { segmnts: [] }].map((pulled) => isEdited(file, pulled))).toEqual([
      ...[false, false],
      ...[true, true],
    ]);
  });
});
