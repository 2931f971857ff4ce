import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findChromium } from "./chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-"));
const program = join(folder, "chromium");
writeFileSync(program, "#!/bin/sh\n");
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

describe("findChromium", () => {
  it("takes the first on the path", () => {
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
  });

  it("takes what CHROMIUM names, and nothing else in its place", () => {
    expect(findChromium({ PATH: "/nowhere", CHROMIUM: program })).toBe(program);
    expect(findChromium({ PATH: folder, CHROMIUM: join(folder, "missing") })).toBeNull();
  });

  it("finds none where there is none", () => {
    expect(findChromium({ PATH: "/nowhere" })).toBeNull();
  });
});
