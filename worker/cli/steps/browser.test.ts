import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findBrowser } from "./browser.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-"));
const program = join(folder, "chromium");
writeFileSync(program, "#!/bin/sh\n");
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

describe("findBrowser", () => {
  it("takes the first on the path", () => {
    expect(findBrowser("chromium", { PATH: `/nowhere:${folder}` })).toBe(program);
  });

  it("takes what CHROMIUM names, and nothing else in its place", () => {
    expect(findBrowser("chromium", { PATH: "/nowhere", CHROMIUM: program })).toBe(program);
    expect(findBrowser("chromium", { PATH: folder, CHROMIUM: join(folder, "missing") })).toBeNull();
  });

  it("takes each by its own variable", () => {
    expect(findBrowser("firefox", { PATH: folder, CHROMIUM: program })).toBeNull();
    expect(findBrowser("headlessShell", { PATH: folder, CHROMIUM: program })).toBeNull();
    expect(findBrowser("firefox", { PATH: "/nowhere", FIREFOX: program })).toBe(program);
    expect(findBrowser("headlessShell", { PATH: "/nowhere", CHROMIUM_HEADLESS_SHELL: program })).toBe(program);
  });

  it("finds none where there is none", () => {
    expect(findBrowser("chromium", { PATH: "/nowhere" })).toBeNull();
  });
});
