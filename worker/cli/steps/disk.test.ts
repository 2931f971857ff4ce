import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DISK, diskAtRest } from "./disk.ts";
import { inRoot, ROOT } from "./root.ts";

let folder = "";
beforeAll(async () => {
  folder = relative(ROOT, await mkdtemp(inRoot("node_modules", "disk-"))).replaceAll("\\", "/");
});
afterAll(() => rm(inRoot(folder), { recursive: true }));

const write = (name: string, text: string) => writeFile(inRoot(folder, name), text);

describe("DISK", () => {
  it("tells a folder from a file and from nothing, and leaves out what is hidden", async () => {
    await write("b.ts", "");
    await write(".hidden", "");
    await mkdir(inRoot(folder, "a"));
    expect(await DISK.look(folder)).toEqual([
      { name: "a", isFolder: true },
      { name: "b.ts", isFolder: false },
    ]);
    expect(await DISK.look(`${folder}/b.ts`)).toBe("file");
    expect(await DISK.look(`${folder}/c.ts`)).toBe("nothing");
  });
});

describe("diskAtRest", () => {
  it("asks once for each path", async () => {
    const disk = diskAtRest();
    await write("b.ts", "before");
    const read = async () => String(await disk.read(`${folder}/b.ts`));
    expect([await read(), await disk.look(`${folder}/d.ts`)]).toEqual(["before", "nothing"]);
    await write("b.ts", "after");
    await write("d.ts", "");
    expect([await read(), await disk.look(`${folder}/d.ts`)]).toEqual(["before", "nothing"]);
    expect(String(await diskAtRest().read(`${folder}/b.ts`))).toBe("after");
  });
});
