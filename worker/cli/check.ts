// npm run check: everything that is held before a commit, to its end. With --all, as npm test: the browser's tests too.
import { requireBrowser } from "./steps/browser.ts";
import { budgetStep } from "./steps/budget.ts";
import { buildParts } from "./steps/buildSteps.ts";

import { runSteps, sentenceOf } from "./steps/runSteps.ts";
import { callStep, commandStep } from "./steps/step.ts";
import { tallyOfPlaywright, tallyOfVitest, testStep } from "./steps/tally.ts";

const typesOfEnv = "wrangler types worker/env.d.ts --include-runtime false --strict-vars false --check";
const vitestReport = "dist/reports/vitest.json";
const playwrightReport = "dist/reports/playwright.json";

const statics = [
  commandStep("style", "biome check --max-diagnostics=40 --error-on-warnings ."),
  commandStep("types", "tsc -b"),
  commandStep("unused", "knip --no-progress"),
  commandStep("types of bindings", typesOfEnv),
];
const tests = testStep(
  "unit and integration",
  `vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`,
  vitestReport,
  tallyOfVitest,
);
const browser = callStep("browsers", async () => {
  process.env["CHROMIUM"] = await requireBrowser("chromium");
  process.env["FIREFOX"] = await requireBrowser("firefox");
  return `${process.env["CHROMIUM"]}, ${process.env["FIREFOX"]}`;
});
const endToEnd = testStep("end to end", "playwright test", playwrightReport, tallyOfPlaywright);

/** What Firefox's store refuses or doubts, warnings included. */
const store = commandStep(
  "extension store rules",
  "web-ext lint --source-dir dist/extension/firefox-mv3 --warnings-as-errors --no-config-discovery --boring",
);

const all = process.argv.includes("--all");
const groups = [statics, ...buildParts(), [budgetStep, store], [tests], ...(all ? [[browser], [endToEnd]] : [])];
const { ok, passed, failed } = await runSteps(groups);
console.log(`\n${sentenceOf({ passed, failed })}`);
process.exitCode = ok ? 0 : 1;
