import { describe, expect, it } from "vitest";
import { withoutComments } from "../support/importsOf.ts";
import { isTest, sourceFiles, textOf } from "../support/tree.ts";

const files = sourceFiles();
const written = files.filter((path) => !isTest(path) && path.includes("/"));

/** Drawers that fill with whatever has no place. */
const DRAWER = /(^|\/)(utils?|lib|common|helpers?|misc|types|shared\/shared)(\/|\.tsx?$)/;
const WEAK_SUFFIX = /(Manager|Service|Utils?|Helpers?)\.tsx?$/;

/** camelCase, or PascalCase for a class, a component or a schema; a test's or a door's second word after a dot. */
const FILE_NAME = /^[A-Za-z][A-Za-z0-9]*(\.(test|spec|bench|config|content|d))?\.(ts|tsx|mjs)$/;
/** What is in one language is called by the language's tag, which browsers write with a hyphen. */
const LANGUAGE_FILE = /^(words-)?[a-z]{2}(-[A-Z][a-z]{3})?\.ts$/;
const FOLDER_NAME = /^[a-z][a-z0-9]*(\.content)?$/;

describe("names", () => {
  it("has no drawer", () => {
    expect(files.filter((path) => DRAWER.test(path) || WEAK_SUFFIX.test(path))).toEqual([]);
  });

  it("writes files in camelCase or PascalCase and folders as one lower-case noun", () => {
    const wrong = files.filter((path) => {
      const parts = path.split("/");
      const file = parts.pop() ?? "";
      return !(FILE_NAME.test(file) || LANGUAGE_FILE.test(file)) || parts.some((folder) => !FOLDER_NAME.test(folder));
    });
    expect(wrong).toEqual([]);
  });

  it("calls a class by its file", () => {
    const wrong = written
      .filter((path) => /Object\.ts$/.test(path))
      .filter((path) => {
        const name = path.split("/").pop()?.replace(/\.ts$/, "");
        return !new RegExp(`export class ${name}\\b`).test(textOf(path));
      });
    expect(wrong).toEqual([]);
  });
});

/** A suffix or a name is a role, always and only: what is written here stands nowhere else. */
const ROLES: readonly { readonly only: RegExp; readonly may: string; readonly what: RegExp }[] = [
  {
    only: /(Store|Migrations|\/migrate)\.ts$/,
    may: "run SQL",
    what: /\.sql\s*\.\s*exec|\bsql\.exec|\.exec(<[^>]*>)?\(\s*["'`](SELECT|INSERT|UPDATE|DELETE|CREATE)/,
  },
  { only: /^worker\/publishedStore\.ts$/, may: "touch KV", what: /\bPUBLISHED\b/ },
  {
    only: /^worker\/objects\/stubs\.ts$/,
    may: "name an object",
    what: /\.(idFromName|getByName|idFromString|newUniqueId)\(/,
  },
  { only: /^extension\/cache\/\w+Store\.ts$/, may: "open IndexedDB", what: /\bopenDB\b|\bindexedDB\b/ },
];

describe("roles", () => {
  it.each(ROLES)("$only alone may $may", ({ only, what }) => {
    const rooms = /^(worker\/(?!cli|demo|tag)|extension\/|shared\/)/;
    const wrong = written.filter(
      (path) => rooms.test(path) && !only.test(path) && what.test(withoutComments(textOf(path))),
    );
    expect(wrong).toEqual([]);
  });

  it("a store sees no request and no socket", () => {
    const stores = written.filter((path) => /^worker\/objects\/.*Store\.ts$/.test(path));
    const wrong = stores.filter((path) =>
      /\b(Request|Response|WebSocket|Context)\b/.test(withoutComments(textOf(path))),
    );
    expect(wrong).toEqual([]);
  });
});
