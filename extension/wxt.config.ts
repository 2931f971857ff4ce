import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "wxt";
import rfedge from "../package.json" with { type: "json" };
import { licencesText } from "../worker/cli/supply/licences.ts";
import { iconFiles, writeIcons } from "./icons.config.ts";

/** Sites are granted one at a time, when a marketer asks: nothing is granted at installation. */
const GRANTABLE = ["https://*/*", "http://*/*"];

/** Preact's one way to write markup, DOMPurify's for browsers without a DOMParser, and ProseMirror's for what is pasted, write text instead: none is used, and nothing that a page says may ever find them open. */
const textAlone: Plugin = {
  name: "text-alone",
  transform: (code, id) =>
    /\/node_modules\/(?:preact|dompurify|prosemirror-view)\/dist\//.test(id)
      ? code.replaceAll(/\.innerHTML *=(?!=)/g, ".textContent =")
      : null,
};

/** Notes which modules get into the extension. */
const modules = new Set<string>();
const noted: Plugin = {
  name: "noted",
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") for (const id of Object.keys(chunk.modules)) modules.add(id);
  },
};

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: "../dist/extension",
  // The sources that Firefox's store asks for: what the extension is built from.
  zip: {
    artifactTemplate: "rfedge-{{version}}-{{browser}}.zip",
    sourcesTemplate: "rfedge-{{version}}-sources.zip",
    sourcesRoot: fileURLToPath(new URL("..", import.meta.url)),
    includeSources: [
      "*.json",
      "*.md",
      "LICENSE",
      "shared/**",
      "extension/**",
      "worker/cli/supply/licences.ts",
      "worker/cli/failure.ts",
    ],
  },
  vite: () => ({ plugins: [textAlone, noted], oxc: { jsx: { runtime: "automatic", importSource: "preact" } } }),
  manifest: ({ browser }) => ({
    name: "RFEdge",
    version: rfedge.version,
    description: "__MSG_description__",
    default_locale: "en",
    permissions: ["storage", "scripting", "activeTab"],
    optional_host_permissions: GRANTABLE,
    icons: iconFiles("on"),
    commands: {
      "toggle-badge": {
        suggested_key: { default: "Alt+Shift+H", mac: "MacCtrl+Shift+H" },
        description: "__MSG_toggleBadge__",
      },
      dashboard: {
        suggested_key: { default: "Alt+Shift+D", mac: "MacCtrl+Shift+D" },
        description: "__MSG_dashboard__",
      },
      search: {
        suggested_key: { default: "Alt+Shift+F", mac: "MacCtrl+Shift+F" },
        description: "__MSG_search__",
      },
      ...(browser === "firefox"
        ? { _execute_sidebar_action: { suggested_key: { default: "Alt+Shift+E" } } }
        : { "side-panel": { suggested_key: { default: "Alt+Shift+E" }, description: "__MSG_sidePanel__" } }),
    },
    action: { default_title: "RFEdge", default_icon: iconFiles("off") },
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "extension@rfedge.example",
              strict_min_version: "142.0",
              // What leaves the browser goes to the marketer's own Worker: the visitor's id on a granted site, and the token.
              data_collection_permissions: { required: ["websiteContent", "authenticationInfo"] },
            },
          },
        }
      : { minimum_chrome_version: "125" }),
  }),
  hooks: {
    "build:publicAssets": (_wxt, files) => {
      for (const { file, path } of writeIcons(fileURLToPath(new URL(".wxt/icons", import.meta.url))))
        files.push({ absoluteSrc: path, relativeDest: file });
    },
    "build:done": async ({ config }) => {
      await writeFile(join(config.outDir, "licences.txt"), await licencesText(modules));
    },
  },
});
