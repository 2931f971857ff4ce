import { posix } from "node:path";
import { textOf } from "./tree.ts";

/** One import or re-export in a file. */
export interface Import {
  /** A path from the top of the repository, or a package's name. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Gone when the types are stripped. */
  readonly isTypeOnly: boolean;
}

const STATIC = /^\s*(?:import|export)\s+(type\s)?[^;'"`]*?\bfrom\s*["']([^"']+)["']/gm;
const BARE = /^\s*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /(typeof\s+)?\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** What a file imports, in the order static, bare, dynamic. */
export function importsOf(path: string, source: string = textOf(path)): Import[] {
  const text = withoutComments(source);
  return [
    ...[...text.matchAll(STATIC)].map(([, type, name = ""]) => resolved(path, name, type !== undefined)),
    ...[...text.matchAll(BARE)].map(([, name = ""]) => resolved(path, name, false)),
    ...[...text.matchAll(DYNAMIC)].map(([, type, name = ""]) => resolved(path, name, type !== undefined)),
  ];
}

function resolved(path: string, name: string, isTypeOnly: boolean): Import {
  if (name.startsWith("#shared/")) return { target: `${name.slice(1)}.ts`, isPackage: false, isTypeOnly };
  if (name.startsWith(".")) {
    return { target: posix.join(posix.dirname(path), name), isPackage: false, isTypeOnly };
  }
  const parts = name.split("/");
  const target = name.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? name);
  return { target, isPackage: true, isTypeOnly };
}

/** The same text without its comments. A comment begins a line or follows a blank, so an address in a string is none. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
