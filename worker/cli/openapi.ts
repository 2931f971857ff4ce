import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { factSheet } from "./factsheet/page.ts";
import { declaredCalls } from "./openapi/declaredCalls.ts";
import { documentOf } from "./openapi/document.ts";
import { pageOf } from "./openapi/page.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
/** In the order in which they apply. */
const STYLES = ["page", "calls", "media"].map((part) => new URL(`openapi/styles/${part}.css`, import.meta.url));

/** Writes `openapi.json` and the page `docs/index.html` that makes it readable, both from the calls that `shared/wire` declares; and beside it the data-protection fact sheet. */
export async function writeOpenApi(outDir: string): Promise<void> {
  const { version }: { version: string } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const document = documentOf(await declaredCalls(), version);
  const docs = join(outDir, "docs");
  await mkdir(join(docs, "data-protection"), { recursive: true });
  const styles = await Promise.all(STYLES.map((part) => readFile(part, "utf8")));
  await Promise.all([
    writeFile(join(outDir, "openapi.json"), `${JSON.stringify(document, null, 2)}\n`),
    writeFile(join(docs, "index.html"), pageOf(document)),
    writeFile(join(docs, "docs.css"), styles.join("\n")),
    writeFile(join(docs, "data-protection", "index.html"), factSheet()),
  ]);
}
