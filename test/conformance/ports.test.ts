// Suites run at the same time: each listens on a port that no other takes.
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../../worker/cli/steps/root.ts";

const SUITES = ["test/e2e", "test/faults"];
/** Nothing listens there: suites say so of a Worker that cannot be reached. */
const NOBODY = "8939";

it("no two suites listen on the same port", () => {
  const taken = new Map<string, string[]>();
  for (const folder of SUITES)
    for (const file of readdirSync(inRoot(folder)).filter((name) => /\.(spec|test)\.tsx?$/.test(name)))
      for (const port of new Set(readFileSync(inRoot(`${folder}/${file}`), "utf8").match(/\b89\d\d\b/g) ?? []))
        if (port !== NOBODY) taken.set(port, [...(taken.get(port) ?? []), `${folder}/${file}`]);
  expect(taken.size).toBeGreaterThan(30);
  expect([...taken].filter(([, files]) => files.length > 1)).toEqual([]);
});
