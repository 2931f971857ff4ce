import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Failure } from "../failure.ts";
import { inRoot } from "./root.ts";
import { callStep } from "./step.ts";

/** The limit of a file, in brotli or as it is. */
type Budget = number | { readonly raw: number };

/** What every file that has a budget weighs, in bytes. The budgets stand in package.json. */
export const budgetStep = callStep("budgets", async () => {
  const { budgets } = JSON.parse(await readFile(inRoot("package.json"), "utf8")) as {
    budgets: Readonly<Record<string, Budget>>;
  };
  const weighed = await Promise.all(
    Object.entries(budgets).map(async ([path, budget]) => {
      const isRaw = typeof budget !== "number";
      return { path, limit: isRaw ? budget.raw : budget, bytes: await weightOf(path, isRaw) };
    }),
  );
  const lines = weighed.map(({ path, limit, bytes }) => `${path}: ${bytes ?? "missing"} of ${limit} bytes`);
  if (weighed.some(({ bytes, limit }) => bytes === null || bytes > limit)) throw new Failure(lines.join("\n"));
  return lines.join("\n");
});

/** The heaviest file of the name; null where there is none. */
async function weightOf(path: string, isRaw: boolean): Promise<number | null> {
  const contents = await contentsOf(path).catch(() => []);
  if (contents.length === 0) return null;
  return Math.max(...contents.map((content) => (isRaw ? content : brotliCompressSync(content)).byteLength));
}

/** A `*` stands for what differs between files that share a budget, such as what a build puts in the name of a chunk. */
async function contentsOf(path: string): Promise<Buffer[]> {
  const [folder, name] = [dirname(inRoot(path)), basename(path)];
  if (!name.includes("*")) return [await readFile(inRoot(path))];
  const [start = "", end = ""] = name.split("*");
  const found = (await readdir(folder)).filter((file) => file.startsWith(start) && file.endsWith(end));
  return Promise.all(found.map((file) => readFile(join(folder, file))));
}
