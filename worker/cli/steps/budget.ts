import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Failure } from "../failure.ts";
import { inRoot } from "./root.ts";
import { callStep } from "./step.ts";

/** What every file that has a budget weighs in brotli, in bytes. The budgets stand in package.json. */
export const budgetStep = callStep("budgets", async () => {
  const { budgets } = JSON.parse(await readFile(inRoot("package.json"), "utf8")) as {
    budgets: Readonly<Record<string, number>>;
  };
  const weighed = await Promise.all(
    Object.entries(budgets).map(async ([path, limit]) => ({ path, limit, bytes: await weightOf(path) })),
  );
  const lines = weighed.map(({ path, limit, bytes }) => `${path}: ${bytes ?? "missing"} of ${limit} bytes`);
  if (weighed.some(({ bytes, limit }) => bytes === null || bytes > limit)) throw new Failure(lines.join("\n"));
  return lines.join("\n");
});

async function weightOf(path: string): Promise<number | null> {
  const content = await contentOf(path).catch(() => null);
  return content && brotliCompressSync(content).byteLength;
}

/** A `*` stands for what a build puts in the name of a chunk; of several such files, which there are not, any. */
async function contentOf(path: string): Promise<Buffer> {
  const [folder, name] = [dirname(inRoot(path)), basename(path)];
  if (!name.includes("*")) return readFile(inRoot(path));
  const [start = "", end = ""] = name.split("*");
  const found = (await readdir(folder)).find((file) => file.startsWith(start) && file.endsWith(end));
  return readFile(join(folder, found ?? name));
}
