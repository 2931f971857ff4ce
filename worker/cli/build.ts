// npm run build: everything into dist/. Named parts alone: node worker/cli/build.ts assets worker extension.
import { buildParts } from "./steps/buildSteps.ts";
import { runSteps } from "./steps/runSteps.ts";

const { ok } = await runSteps(buildParts(process.argv.slice(2)));
process.exitCode = ok ? 0 : 1;
