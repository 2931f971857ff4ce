import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";
import { eagerImports } from "./test/support/eagerImports.ts";

// workerd refuses to start without the folder of assets, which only a build fills.
mkdirSync("dist/assets", { recursive: true });

/** Rooms of the worker folder that never run in workerd. */
const notInWorkerd = ["worker/tag/**", "worker/demo/**", "worker/cli/**"];

/** No test is about time: a machine that does other things meanwhile fails none. */
const PATIENCE_MS = 60_000;

/** How many cases a law is tried on, and which: support/lawRuns.ts and seeded.ts, which in workerd see bindings only. */
const laws = Object.fromEntries(
  ["LAW_RUNS", "LAW_SEED", "WRITE_STATE"].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  ),
);
const setupFiles = [fileURLToPath(new URL("test/support/seeded.ts", import.meta.url))];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          setupFiles,
          environment: "node",
          // These files are pure or read-only: one worker may run many of them.
          isolate: false,
          testTimeout: PATIENCE_MS,
          include: [
            "shared/**/*.test.ts",
            "worker/cli/**/*.test.ts",
            "worker/demo/**/*.test.ts",
            "test/conformance/**/*.test.ts",
            "test/support/**/*.test.ts",
          ],
        },
      },
      {
        // Processes that are started, killed and waited for: two at a time, each on a port of its own.
        test: {
          name: "faults",
          environment: "node",
          // Each has its own processes, ports and folders: what they share is code that is read once.
          isolate: false,
          include: ["test/faults/**/*.test.ts"],
          maxWorkers: 2,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        plugins: [
          eagerImports(),
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: { RFEDGE_LOCAL: "1", RFEDGE_ADMIN_TOKEN: "root-token-of-the-tests", ...laws },
            },
          }),
        ],
        test: {
          name: "workerd",
          // One runtime for many files, as it takes a second to start: each test has a site of its own. Two of them, as one mostly waits.
          isolate: false,
          maxWorkers: 2,
          setupFiles,
          // The runtime works on by itself (alarms, new models) and on a busy machine once at a bad moment: the report says which test was repeated.
          retry: 1,
          // Intercepted, a line said by an alarm is waited for at the end: for ever, where the alarm's own context has ended by then.
          disableConsoleIntercept: true,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ["test/integration/**/*.test.ts", "worker/**/*.test.ts"],
          exclude: notInWorkerd,
        },
      },
      {
        test: { name: "tag", environment: "happy-dom", include: ["worker/tag/**/*.test.ts"] },
      },
      {
        plugins: [WxtVitest({ root: "extension" })],
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "extension",
          setupFiles: [
            ...setupFiles,
            ...["freshPage", "allWords"].map((name) =>
              fileURLToPath(new URL(`test/support/${name}.ts`, import.meta.url)),
            ),
          ],
          environment: "happy-dom",
          // To make a document takes longer than most of these files: they share one, which freshPage.ts empties for each.
          isolate: false,
          include: ["extension/**/*.test.ts", "extension/**/*.test.tsx"],
        },
      },
    ],
  },
});
