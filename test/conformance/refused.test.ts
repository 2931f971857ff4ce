import { describe, expect, it } from "vitest";
import { withoutComments } from "../support/importsOf.ts";
import { allFiles, isTest, sourceFiles, textOf } from "../support/tree.ts";

// Written in pieces, so that this file does not refuse itself.
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["a cast that throws a known type away", new RegExp("\\bas (unknown as|an" + "y)\\b|<an" + "y>|:\\s*an" + "y\\b")],
  ["a type error that is switched off", new RegExp("@ts-(ign" + "ore|nocheck|expect-error)")],
  ["a lint that is switched off", new RegExp("biome-ign" + "ore")],
  ["a narrowed or skipped test", new RegExp("\\b(it|test|describe)\\.(on" + "ly|skip|todo|fixme)\\b")],
  [
    "a note without a date",
    new RegExp("\\b(FIX" + "ME|X" + "XX|HA" + "CK)\\b|\\bTO" + "DO\\b(?! \\[\\d{4}-\\d\\d-\\d\\d\\]:)"),
  ],
];
const SLEEP = new RegExp("waitFor" + "Timeout|setTimeout\\(r(esolve)?[,)]|\\bsle" + "ep\\(");
const CHANCE = new RegExp("Math\\.ran" + "dom\\(");

const sources = sourceFiles();

/** Code and its line comments: docstrings may well say "any". */
const said = (path: string): string => textOf(path).replace(/\/\*[\s\S]*?\*\//g, "");

describe("refused", () => {
  it.each(REFUSED)("%s", (_, pattern) => {
    expect(sources.filter((path) => pattern.test(said(path)))).toEqual([]);
  });

  it("a test that sleeps, or that chance decides", () => {
    const tests = sources.filter(isTest);
    expect(tests.filter((path) => SLEEP.test(withoutComments(textOf(path))))).toEqual([]);
    expect(tests.filter((path) => CHANCE.test(withoutComments(textOf(path))))).toEqual([]);
  });

  it("markup written into a page by the extension", () => {
    // The build names the sink to take it out of the one library that has it.
    const views = sources.filter((path) => path.startsWith("extension/") && path !== "extension/wxt.config.ts");
    const written = /\.(inner|outer)HTML\s*=|insertAdjacentHTML|dangerouslySetInnerHTML|new Function\(|\beval\(/;
    expect(views.filter((path) => written.test(withoutComments(textOf(path))))).toEqual([]);
  });

  it("a digest, a signature or a secret compared letter by letter, which tells where it differs", () => {
    const judges = sources.filter(
      (path) => /^worker\/(middleware|journeys|objects\/site|publishedStore)/.test(path) && !isTest(path),
    );
    const compared = /(digest|signature|secret|\bmac)\w*(\.text)?\)?\s*[!=]==?(?!=|\s*(?:null\b|undefined\b|"))/i;
    // Which draft is published is no secret.
    const wrong = judges.filter((path) => compared.test(withoutComments(textOf(path)).replace("draft()?.digest", "")));
    expect(wrong).toEqual([]);
    // This would be one.
    expect(compared.test("known.digest === digest")).toBe(true);
  });

  it("a line of the Worker's log that is not written by log.ts, which lets nothing of a visitor's through", () => {
    const aside = /^worker\/(cli|tag|demo)\//;
    const writers = sources.filter((path) => path.startsWith("worker/") && !aside.test(path) && !isTest(path));
    expect(writers.filter((path) => /\bconsole\b/.test(withoutComments(textOf(path))))).toEqual(["worker/log.ts"]);
  });

  it("chance or a clock inside the domain", () => {
    const domain = sources.filter((path) => path.startsWith("shared/") && !isTest(path));
    const drawn = new RegExp(`${CHANCE.source}|Date\\.now\\(|new Date\\(\\)`);
    expect(domain.filter((path) => drawn.test(withoutComments(textOf(path))))).toEqual([]);
  });
});

describe("the repository", () => {
  it("installs from a lock file that names no server and vouches for every package", () => {
    const { packages } = JSON.parse(textOf("package-lock.json")) as {
      packages: Record<string, { integrity?: string }>;
    };
    expect(textOf("package-lock.json")).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
    const unproved = Object.entries(packages).filter(([path, entry]) => path !== "" && !entry.integrity);
    expect(unproved.map(([path]) => path)).toEqual([]);
  });

  it("pins every dependency to one version", () => {
    const manifest = JSON.parse(textOf("package.json")) as Record<string, Record<string, string>>;
    const kinds = ["dependencies", "devDependencies", "optionalDependencies", "overrides"];
    const loose = kinds
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version));
    expect(loose).toEqual([]);
  });

  it("names no folder of the machine that it was written on", () => {
    const machine = new RegExp("(^|[^A-Za-z0-9_.])/(wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers)/[A-Za-z0-9_.]");
    const text = allFiles().filter((path) =>
      /\.(ts|tsx|mjs|json|toml|md|css|html|py|R)$|^\.(ci\/run|npmrc)$/.test(path),
    );
    expect(text.filter((path) => machine.test(textOf(path)))).toEqual([]);
  });

  it("keeps its top level closed", () => {
    const known = new Set(
      (
        "shared worker extension test .ci README.md SECURITY.md LICENSE package.json package-lock.json wrangler.toml tsconfig.json " +
        "tsconfig.base.json biome.json vitest.config.ts playwright.config.ts .npmrc .nvmrc .gitignore"
      ).split(" "),
    );
    const top = new Set(allFiles().map((path) => path.split("/")[0] ?? path));
    expect([...top].filter((name) => !known.has(name))).toEqual([]);
  });
});
