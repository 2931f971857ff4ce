import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { drawProduct } from "./art/draw.ts";
import { MARKS } from "./art/marks.ts";
import { drawScene, SCENE_NAMES } from "./art/scenes.ts";
import { CATEGORIES } from "./categories.ts";
import { accountPage } from "./pages/account.ts";
import { cartPage } from "./pages/cart.ts";
import { categoryPage } from "./pages/category.ts";
import { checkoutPage } from "./pages/checkout.ts";
import { homePage } from "./pages/home.ts";
import { documentOf, type Page } from "./pages/layout.ts";
import { productPage } from "./pages/product.ts";
import { thanksPage } from "./pages/thanks.ts";
import { itemOf } from "./pages/viewed.ts";
import { type Product, readProducts } from "./product.ts";

const here = (...path: readonly string[]): string => join(dirname(fileURLToPath(import.meta.url)), ...path);

/** Every page of the shop. */
export const pagesOf = (products: readonly Product[]): readonly Page[] => [
  homePage(products),
  ...CATEGORIES.map((category) => categoryPage(category, products)),
  ...products.map((product) => productPage(product, products)),
  cartPage,
  checkoutPage,
  thanksPage,
  accountPage,
];

/** Every file of the shop but script and stylesheet: its path under /demo/ and its text. */
export function filesOf(products: readonly Product[]): ReadonlyMap<string, string> {
  return new Map([
    ...pagesOf(products).map((page) => [`${page.path}index.html`, documentOf(page)] as const),
    ...products.map((product) => [`art/${product.id}.svg`, drawProduct(product)] as const),
    ...SCENE_NAMES.map((name) => [`art/scene-${name}.svg`, drawScene(name, products)] as const),
    ...Object.entries(MARKS).map(([segment, mark]) => [`art/mark-${segment}.svg`, mark] as const),
    ["catalogue.json", JSON.stringify(products.map(itemOf))],
    ["icon.svg", ICON],
  ]);
}

/**
 * Builds the demo shop as static files, to be served at /demo/. The folder is emptied first, so that no page outlives its product.
 *
 * @param outDir an absolute path
 */
export async function buildDemo(outDir: string): Promise<void> {
  const products = readProducts(await readFile(here("products.csv"), "utf8"));
  await rm(outDir, { recursive: true, force: true });
  const files = filesOf(products);
  await Promise.all(
    [...new Set([...files.keys()].map((path) => dirname(join(outDir, path))))].map((folder) =>
      mkdir(folder, { recursive: true }),
    ),
  );
  await Promise.all([...files].map(([path, text]) => writeFile(join(outDir, path), text)));
  await build({
    entryPoints: { shop: here("browser", "shop.ts") },
    outdir: outDir,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  await build({
    entryPoints: { shop: here("styles", "index.css") },
    outdir: outDir,
    bundle: true,
    minify: true,
    external: ["/demo/*"],
    logLevel: "silent",
  });
}

/** A spot of the shop’s red, with its initial. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#9E2B3A"/><text x="16" y="23" text-anchor="middle" font-family="Georgia, serif" font-weight="700" font-size="20" fill="#FFF6EA">P</text></svg>\n`;
