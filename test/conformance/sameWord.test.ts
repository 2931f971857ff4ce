import { describe, expect, it } from "vitest";
import { allFiles, isTest, sourceFiles, textOf } from "../support/tree.ts";

// One conversation, one word in every room; so with a door, a command, an object.
const files = new Set(allFiles());
const sources = sourceFiles();

/** Routes that have no conversation of their own: they show what the others declare. */
const SHOWN = ["docs"];
/** The extension's doors that show nothing. */
const WITHOUT_VIEW = ["background", "page", "slots"];

const routes = wordsIn(/^worker\/routes\/(\w+)\.ts$/);
const commands = wordsIn(/^worker\/cli\/(\w+)\.ts$/);

describe("a conversation", () => {
  it.each(routes)("%s has its messages in shared/wire", (word) => {
    expect(SHOWN.includes(word) || files.has(`shared/wire/${word}.ts`)).toBe(true);
  });

  it.each(routes)("%s has its test in test/integration", (word) => {
    expect([...files].filter((path) => path.startsWith(`test/integration/${word}`))).not.toEqual([]);
  });

  it("that shared/wire declares calls for has its route, with a line in app.ts", () => {
    const declared = wordsIn(/^shared\/wire\/(\w+)\.ts$/).filter((word) =>
      /=\s*call\(\{/.test(textOf(`shared/wire/${word}.ts`)),
    );
    expect(declared.filter((word) => !files.has(`worker/routes/${word}.ts`))).toEqual([]);
    const app = files.has("worker/app.ts") ? textOf("worker/app.ts") : "";
    expect(routes.filter((word) => !app.includes(`./routes/${word}.ts`))).toEqual([]);
  });
});

describe("an object", () => {
  it("stands in the folder of its name", () => {
    const objects = sources.filter((path) => /Object\.ts$/.test(path) && !isTest(path));
    const wrong = objects.filter((path) => {
      const [, folder = "", name = ""] = /^worker\/objects\/([a-z]+)\/(\w+)Object\.ts$/.exec(path) ?? [];
      return folder === "" || folder !== name.toLowerCase();
    });
    expect(wrong).toEqual([]);
  });
});

describe("a door of the extension", () => {
  const doors = [...new Set(wordsIn(/^extension\/entrypoints\/(\w+)[./]/))].filter(
    (word) => !WITHOUT_VIEW.includes(word),
  );

  it("has a view of its name, and each view a door", () => {
    const views = [...new Set(wordsIn(/^extension\/views\/(\w+)\//))];
    expect(doors.filter((word) => !views.includes(word))).toEqual([]);
    expect(views.filter((word) => !doors.includes(word))).toEqual([]);
  });
});

describe("a command", () => {
  const declared = commands.filter((word) => /: Command = \{/.test(textOf(`worker/cli/${word}.ts`)));

  it.each(declared)("%s has the name of its file, and a line in main.ts", (word) => {
    expect(textOf(`worker/cli/${word}.ts`)).toContain(`name: "${word}"`);
    expect(textOf("worker/cli/main.ts")).toContain(`./${word}.ts`);
  });

  it("that npm or npx calls has its file", () => {
    const { bin, scripts } = JSON.parse(textOf("package.json")) as Record<"bin" | "scripts", Record<string, string>>;
    const called = [...Object.values(bin), ...Object.values(scripts)].join(" ").match(/[\w/.]+\.(ts|mjs)\b/g) ?? [];
    expect(called.map((path) => path.replace(/^\.?\//, "")).filter((path) => !files.has(path))).toEqual([]);
  });
});

function wordsIn(pattern: RegExp): string[] {
  return [...files].filter((path) => !/\.test\.tsx?$/.test(path)).flatMap((path) => pattern.exec(path)?.[1] ?? []);
}
