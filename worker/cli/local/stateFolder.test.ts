import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStateFolder, rootTokenOf, STATE_VERSION, secretOf } from "./stateFolder.ts";

const root = mkdtempSync(join(tmpdir(), "rfedge-state-"));
afterAll(() => rmSync(root, { recursive: true }));

describe("openStateFolder", () => {
  it("makes the folder and marks its version", () => {
    const folder = openStateFolder(join(root, "a", "b"));
    expect(folder.read("version")).toBe(`${STATE_VERSION}\n`);
    expect(openStateFolder(folder.path).path).toBe(folder.path);
  });

  it.each([
    [`${STATE_VERSION + 1}\n`, "is from a newer version of RFEdge"],
    ["rubbish", "has no version that can be read"],
  ])("leaves a folder of version %j alone", (version, line) => {
    const path = mkdtempSync(join(root, "v"));
    writeFileSync(join(path, "version"), version);
    expect(() => openStateFolder(path)).toThrow(line);
  });

  it("says why a place will not do", () => {
    writeFileSync(join(root, "file"), "");
    expect(() => openStateFolder(join(root, "file"))).toThrow("cannot be written: it is no folder");
    expect(() => openStateFolder(join(root, "file", "inner"))).toThrow("cannot be written: it is no folder");
  });

  it("keeps small files from everybody but their owner", () => {
    const folder = openStateFolder(join(root, "secret"));
    folder.write("marketer-token", "mt_1");
    expect(statSync(join(folder.path, "marketer-token")).mode & 0o777).toBe(0o600);
    expect(folder.read("marketer-token")).toBe("mt_1");
    expect(folder.read("nothing")).toBeNull();
  });
});

describe("rootTokenOf", () => {
  it("takes the environment's and keeps none; else makes one, once", () => {
    const folder = openStateFolder(join(root, "token"));
    expect(rootTokenOf(folder, { RFEDGE_ADMIN_TOKEN: "given" })).toBe("given");
    expect(folder.read("root-token")).toBeNull();
    const made = rootTokenOf(folder, {});
    expect(made).toMatch(/^root_[\w-]{43}$/);
    expect(rootTokenOf(folder, {})).toBe(made);
  });
});

describe("secretOf", () => {
  it("is the folder's own, whatever the root token is, so that what is kept by it stays readable", () => {
    const folder = openStateFolder(join(root, "keys"));
    expect(secretOf(folder, { RFEDGE_SECRET: "given" })).toBe("given");
    expect(folder.read("secret")).toBeNull();
    const made = secretOf(folder, { RFEDGE_ADMIN_TOKEN: "one" });
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(secretOf(folder, { RFEDGE_ADMIN_TOKEN: "another" })).toBe(made);
  });
});
