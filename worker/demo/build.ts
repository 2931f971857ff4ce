import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { drawProduct } from "./art/draw.ts";
import { MARKS } from "./art/marks.ts";
import { drawPoster, POSTER_NAMES } from "./art/poster.ts";
import { drawScene, SCENE_NAMES } from "./art/scenes.ts";
import { CATEGORIES } from "./categories.ts";
import { accountPage } from "./pages/account.ts";
import { cartPage } from "./pages/cart.ts";
import { categoryPage } from "./pages/category.ts";
import { checkoutPage } from "./pages/checkout.ts";
import { circlePage } from "./pages/circle.ts";
import { eveningPage } from "./pages/evening.ts";
import { homePage } from "./pages/home.ts";
import { documentOf, type Page } from "./pages/layout.ts";
import { lostPage } from "./pages/lost.ts";
import { productPage } from "./pages/product.ts";
import { searchPage } from "./pages/search.ts";
import { thanksPage } from "./pages/thanks.ts";
import { findableOf } from "./pages/viewed.ts";
import { type Product, readProducts } from "./product.ts";
import { LANGUAGES, type Language } from "./words/language.ts";

const here = (...path: readonly string[]): string => join(dirname(fileURLToPath(import.meta.url)), ...path);

/** Every page of the shop in a language. */
const pagesOf = (products: readonly Product[], language: Language): readonly Page[] => [
  homePage(products, language),
  ...CATEGORIES.map(({ key }) => categoryPage(key, products, language)),
  ...products.map((product) => productPage(product, products, language)),
  searchPage(products, language),
  eveningPage(products, language),
  ...[circlePage, cartPage, checkoutPage, thanksPage, accountPage].map((pageIn) => pageIn(language)),
];

/** What differs by language: its pages, and what a search looks through. Paths are under /demo/. */
function filesIn(language: Language, products: readonly Product[]): readonly (readonly [path: string, text: string])[] {
  const folder = language.root.replace("/demo/", "");
  const catalogue = products.map((product) => findableOf(product, language));
  return [
    ...pagesOf(products, language).map(
      (page) => [`${folder}${page.path}index.html`, documentOf(page, language)] as const,
    ),
    [`${folder}404.html`, documentOf(lostPage(products, language), language)],
    [`${folder}catalogue.json`, JSON.stringify(catalogue)],
  ];
}

/** Every file of the shop but script and stylesheet: its path under /demo/ and its text. */
export function filesOf(products: readonly Product[]): ReadonlyMap<string, string> {
  return new Map([
    ...LANGUAGES.flatMap((language) => filesIn(language, products)),
    ...products.map((product) => [`art/${product.id}.svg`, drawProduct(product)] as const),
    ...SCENE_NAMES.map((name) => [`art/scene-${name}.svg`, drawScene(name, products)] as const),
    ...POSTER_NAMES.map((name) => [`art/${name}.svg`, drawPoster(name, products)] as const),
    ...Object.entries(MARKS).map(([segment, mark]) => [`art/mark-${segment}.svg`, mark] as const),
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
