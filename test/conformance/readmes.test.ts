import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { allFiles, textOf } from "../support/tree.ts";

const files = allFiles();
const pages = files.filter((path) => path.endsWith(".md"));

describe("a README", () => {
  it.each(["shared", "worker", "extension", "test"])("tells of %s in at most 40 lines", (folder) => {
    const lines = textOf(`${folder}/README.md`).trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.join("\n")).toMatch(
      /\*\*Lives here\.\*\*[\s\S]*\*\*Comes in, goes out\.\*\*[\s\S]*\*\*May import\.\*\*/,
    );
  });

  it.each(pages)("%s links only to what exists", (page) => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link = ""]) => link);
    const known = (path: string) =>
      files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));
    const lost = links.filter((link) => !known(posix.join(posix.dirname(page), link)));
    expect(lost).toEqual([]);
  });
});
