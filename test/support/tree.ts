import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

// What .gitignore leaves out, and what is not text.
const IGNORED = /(^|\/)(node_modules|dist|\.git|\.rfedge|\.wrangler|\.wxt|test-results|playwright-report)(\/|$)/;
const SOURCE = /\.(ts|tsx|mjs)$/;

/** Every file of the repository, as paths from its top with `/`, sorted. */
export function allFiles(): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(`${ROOT}${folder}`, { withFileTypes: true })) {
      const path = folder + entry.name;
      if (IGNORED.test(path)) continue;
      if (entry.isDirectory()) walk(`${path}/`);
      else if (entry.isFile()) found.push(path);
    }
  };
  walk("");
  return found.sort();
}

/** The TypeScript and JavaScript that people write: nothing generated. */
export function sourceFiles(): string[] {
  return allFiles().filter((path) => SOURCE.test(path) && !path.endsWith(".d.ts"));
}

/** Whether a file proves others rather than being used by them. */
export function isTest(path: string): boolean {
  return path.startsWith("test/") || /\.(test|spec|bench)\.tsx?$/.test(path);
}

/** A file's text. */
export function textOf(path: string): string {
  return readFileSync(`${ROOT}${path}`, "utf8");
}
