import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot, ROOT } from "./root.ts";
import { stamped } from "./stamped.ts";

let folder = "";
beforeAll(async () => {
  folder = relative(ROOT, await mkdtemp(inRoot("node_modules", "stamped-"))).replaceAll("\\", "/");
});
afterAll(async () => {
  await rm(inRoot(folder), { recursive: true });
  await rm(inRoot("dist", "stamps", "test-of-stamps"), { force: true });
});

const write = (name: string, text: string) => writeFile(inRoot(folder, name), text);

describe("stamped", () => {
  it("is stale until it has succeeded, and again when a source changes", async () => {
    let ok = false;
    const run = async () => {
      await write("output", "made");
      return { ok, output: "" };
    };
    const sources = { inputs: [folder], without: [`${folder}/output`], output: `${folder}/output` };
    const step = stamped({ name: "test of stamps", run }, sources);
    await write("input.ts", "1");
    expect(await step.isStale()).toBe(true);

    await step.run();
    expect(await step.isStale()).toBe(true);
    ok = true;
    await step.run();
    expect(await step.isStale()).toBe(false);

    await write("input.test.ts", "a test is no source");
    expect(await step.isStale()).toBe(false);
    await write("input.ts", "2");
    expect(await step.isStale()).toBe(true);
    await step.run();
    expect(await step.isStale()).toBe(false);

    await rm(inRoot(folder, "output"));
    expect(await step.isStale()).toBe(true);
  });
});
