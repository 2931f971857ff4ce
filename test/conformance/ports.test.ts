// Suites run at the same time: each listens on a port that no other takes.
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../../worker/cli/steps/root.ts";

const SUITES = ["test/e2e", "test/faults"];
/** Whoever measures may have tests running meanwhile. */
const BENCH = "test/bench/config.ts";
/** Nothing listens there: suites say so of a Worker that cannot be reached. */
const NOBODY = "8939";

it("no two suites listen on the same port", () => {
  const files = SUITES.flatMap((folder) => readdirSync(inRoot(folder)).map((name) => `${folder}/${name}`));
  const taken = new Map<string, string[]>();
  for (const file of [...files.filter((name) => /\.(spec|test)\.tsx?$/.test(name)), BENCH])
    for (const port of new Set(readFileSync(inRoot(file), "utf8").match(/\b89\d\d\b/g) ?? []))
      if (port !== NOBODY) taken.set(port, [...(taken.get(port) ?? []), file]);
  expect(taken.size).toBeGreaterThan(30);
  expect([...taken].filter(([, takers]) => takers.length > 1)).toEqual([]);
});
