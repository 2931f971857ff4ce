import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { Failure } from "../failure.ts";

/** Each asks for its text beside the code and for nothing of ours. A copyleft licence is not among them: what is shipped is one program. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause"],
  ...["Apache-2.0", "BlueOak-1.0.0", "CC0-1.0", "Unlicense"],
]);

const PackageSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), ""),
  author: v.optional(v.union([v.string(), v.object({ name: v.string() })])),
});

/** A package that is part of what is shipped, and what its licence says. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * The folders of the packages that modules belong to, each once, sorted.
 *
 * @param modules paths as a bundler names its modules
 * @example packagesIn(["/a/node_modules/hono/dist/index.js", "/a/node_modules/@x/y/z.js?url", "/a/worker/app.ts"]); // => ["/a/node_modules/@x/y", "/a/node_modules/hono"]
 */
export function packagesIn(modules: Iterable<string>): string[] {
  const folders = [...modules].flatMap((path) => {
    const [, folder] = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}

/** Whether a licence, or one of those that it offers, is allowed. */
export function isAllowed(licence: string): boolean {
  return licence
    .replaceAll(/^\(|\)$/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one)));
}

/** What a package's folder says of it. @throws Failure where its licence is not allowed, or says nothing */
export async function shippedIn(folder: string): Promise<Shipped> {
  const { name, version, license, author } = v.parse(
    PackageSchema,
    JSON.parse(await readFile(join(folder, "package.json"), "utf8")),
  );
  if (!isAllowed(license))
    throw new Failure(`${name} ${version} is shipped, and its licence is not allowed: ${license || "it names none"}`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const holder = typeof author === "string" ? author : (author?.name ?? `the authors of ${name}`);
  const text = texts.map((each) => each.trim()).join("\n\n") || standardText(license, holder);
  if (text === null) throw new Failure(`${name} ${version} is shipped without the text of its licence (${license})`);
  return { name, version, licence: license, text };
}

/** The file that goes with what is shipped: which packages are part of it, and the text of each one's licence. */
export async function licencesText(modules: Iterable<string>): Promise<string> {
  const found = await Promise.all(packagesIn(modules).map(shippedIn));
  const shipped = found.sort((one, other) => (one.name < other.name ? -1 : 1));
  const list = shipped.map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  const texts = shipped.map(({ name, version, text }) => `${name} ${version}\n\n${text}`);
  const line = `\n\n${"-".repeat(80)}\n\n`;
  return `${["The packages of others that are part of RFEdge, and their licences.", list.join("\n"), ...texts].join(line).replaceAll("\r\n", "\n")}\n`;
}

/** Some packages name the MIT licence and leave its text out. */
function standardText(licence: string, holder: string): string | null {
  if (licence !== "MIT") return null;
  return `The MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
