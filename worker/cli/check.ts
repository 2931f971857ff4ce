// npm run check: everything that is held before a commit, to its end. With --all, as npm test: the browser's tests too.
import { obtainBrowser, requireBrowser } from "./steps/browser.ts";
import { budgetStep } from "./steps/budget.ts";
import { buildParts } from "./steps/buildSteps.ts";
import { runSteps, sentenceOf } from "./steps/runSteps.ts";
import { callStep, commandStep } from "./steps/step.ts";
import { tallyOfPlaywright, tallyOfVitest, testStep } from "./steps/tally.ts";
import { weaknessStep } from "./steps/weaknessStep.ts";

const typesOfEnv = "wrangler types worker/env.d.ts --include-runtime false --strict-vars false --check";
const playwrightReport = "dist/reports/playwright.json";

const statics = [
  commandStep("style", "biome check --max-diagnostics=40 --error-on-warnings ."),
  commandStep("types", "tsc -b"),
  commandStep("unused", "knip --no-progress"),
  commandStep("types of bindings", typesOfEnv),
];
const unit = vitestStep("unit", ["node", "tag", "extension"]);
const integration = vitestStep("integration", ["workerd"]);
const faults = vitestStep("faults", ["faults"]);
const browser = callStep("browsers", async () => {
  process.env["CHROMIUM"] = await requireBrowser("chromium");
  process.env["FIREFOX"] = await requireBrowser("firefox");
  // Not every system has a package of it: pages are then opened in Chromium itself, which takes longer.
  const shell = await obtainBrowser("headlessShell");
  return [process.env["CHROMIUM"], process.env["FIREFOX"], shell].filter(Boolean).join(", ");
});
const endToEnd = testStep("end to end", "playwright test", playwrightReport, tallyOfPlaywright);

/** What Firefox's store refuses or doubts, warnings included. */
const store = commandStep(
  "extension store rules",
  "web-ext lint --source-dir dist/extension/firefox-mv3 --warnings-as-errors --no-config-discovery --boring",
);

const all = process.argv.includes("--all");
const tests = [[unit, integration], [faults], ...(all ? [[browser], [endToEnd]] : [])];
const groups = [all ? statics : [...statics, weaknessStep], ...buildParts(), [budgetStep, store], ...tests];
const { ok, passed, failed } = await runSteps(groups);
console.log(`\n${sentenceOf({ passed, failed })}`);
process.exitCode = ok ? 0 : 1;

/** One run of Vitest over some of its projects, with a report of its own: two such runs share nothing. */
function vitestStep(name: string, projects: readonly string[]) {
  const report = `dist/reports/${name}.json`;
  const only = projects.map((project) => `--project ${project}`).join(" ");
  const line = `vitest run ${only} --reporter=default --reporter=json --outputFile.json=${report}`;
  return testStep(name, line, report, tallyOfVitest);
}
