import { defineConfig } from "@playwright/test";
import { findBrowser } from "./worker/cli/steps/browser.ts";

// Specs that load the extension start the browser themselves: they find it under this name.
const chromium = findBrowser("chromium");
if (chromium) process.env["CHROMIUM"] = chromium;
// The engine alone, for pages without the extension; the same in Chromium where there is no such package.
const pageBrowser = findBrowser("headlessShell") ?? chromium;
const firefox = findBrowser("firefox");
if (firefox) process.env["FIREFOX"] = firefox;

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "dist/reports/e2e",
  // A spec waits as long as it works: two at a time keep two cores busy. Each has a port of its own.
  workers: 2,
  retries: 1,
  // No test is about time: this only ends one that hangs.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    launchOptions: {
      ...(pageBrowser && { executablePath: pageBrowser }),
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    },
  },
  reporter: [["list"], ["json", { outputFile: "dist/reports/playwright.json" }]],
});
