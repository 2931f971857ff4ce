import { readFileSync, statSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { inRoot } from "../../../worker/cli/steps/root.ts";

const OURS = ["dist", "extension", "chrome-mv3"] as const;

/** What is weighed: by what it is, the files of it. */
const FILES: readonly (readonly [what: string, files: readonly (readonly string[])[]])[] = [
  ["in every page of a granted site: page.js", [[...OURS, "page.js"]]],
  [
    "where the badge is shown, besides: overlay.js, words-en.js",
    [
      [...OURS, "overlay.js"],
      [...OURS, "words-en.js"],
    ],
  ],
  ["posthog-js, dist/array.js, without its toolbar", [["node_modules", "posthog-js", "dist", "array.js"]]],
  [
    "@growthbook/growthbook, dist/bundles/auto.min.js, without its DevTools",
    [["node_modules", "@growthbook", "growthbook", "dist", "bundles", "auto.min.js"]],
  ],
];

/** Sizes of what the extension brings into a page, and of what others do. */
export function weights(): string[] {
  const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8")) as { version: string };
  const zip = statSync(inRoot("dist", "extension", `rfedge-${version}-chrome.zip`)).size;
  return [
    ...FILES.map(([what, files]) => {
      const contents = files.map((file) => readFileSync(inRoot(...file)));
      const raw = contents.reduce((sum, { byteLength }) => sum + byteLength, 0);
      const packed = contents.reduce((sum, content) => sum + brotliCompressSync(content).byteLength, 0);
      return `${String(raw).padStart(7)} bytes, ${String(packed).padStart(6)} in Brotli: ${what}`;
    }),
    `${String(zip).padStart(7)} bytes: the whole extension, packed, six languages and licences included`,
  ];
}
