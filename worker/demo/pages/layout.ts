import { CATEGORIES } from "../categories.ts";
import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR, priceText, roundPriceText } from "../price.ts";
import { lifeBar } from "./lifeBar.ts";
import { html, type Markup } from "./markup.ts";

export const SHOP_NAME = "Pantry & Post";

/** One page: its address under /demo/, what the script does on it, and its content. */
export interface Page {
  /** Ends in a slash; empty: the home page. */
  readonly path: string;
  readonly script: "home" | "category" | "product" | "cart" | "checkout" | "thanks" | "account";
  readonly title: string;
  readonly description: string;
  readonly main: Markup;
}

/** The whole document of a page: head, frame and the slot of the banner around its content. */
export function documentOf(page: Page): string {
  const title = page.path ? `${page.title} · ${SHOP_NAME}` : `${SHOP_NAME} · ${page.title}`;
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${page.description}">
<link rel="icon" href="/demo/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/shop.css">
<script defer src="/demo/shop.js"></script>
<script async src="/tag.js" data-write-key="wk_demo"></script>
</head>
<body data-page="${page.script}">
<a class="skip" href="#main">Skip to content</a>
${header(page)}
${bannerSlot()}
<main id="main" tabindex="-1">
${page.main}
</main>
${footer()}
${lifeBar()}
</body>
</html>
`.text;
}

function header({ path }: Page): Markup {
  const current = (address: string): Markup => (address === path ? html` aria-current="page"` : html``);
  return html`<header class="top">
<div class="wrap top-row">
<a class="brand" href="/demo/">Pantry <span>&amp;</span> Post</a>
<nav class="top-links" aria-label="You">
<a href="/demo/account/"${current("account/")} data-account-link>Sign in</a>
<a href="/demo/cart/"${current("cart/")}>Basket <span class="count" data-cart-count hidden></span></a>
</nav>
</div>
<nav class="shelves" aria-label="Shelves">
<ul class="wrap">${CATEGORIES.map(
    ({ key, name }) => html`<li><a href="/demo/c/${key}/"${current(`c/${key}/`)}>${name}</a></li>`,
  )}</ul>
</nav>
</header>`;
}

/** The banner’s own content is what everyone sees for whom nothing else is decided. */
const bannerSlot = (): Markup => html`<section class="slot-banner" aria-label="Notice" data-rfedge-slot="banner">
<p class="banner">Order before 2 pm and it is posted today. Postage is ${priceText(DELIVERY_MINOR)}, free from ${roundPriceText(FREE_DELIVERY_FROM_MINOR)}.</p>
</section>`;

const footer = (): Markup => html`<footer class="foot">
<div class="wrap foot-grid">
<section aria-labelledby="letter">
<h2 id="letter">A letter on the first of the month</h2>
<p>What is new, what is back, and one recipe. Nothing else.</p>
<form class="letter" data-newsletter>
<label for="letter-email">E-mail</label>
<div class="letter-row"><input id="letter-email" name="email" type="email" autocomplete="email" required>
<button class="button" disabled>Send me the letter</button></div>
<p class="note" role="status" data-newsletter-status></p>
</form>
</section>
<section aria-labelledby="post">
<h2 id="post">Post and returns</h2>
<p>Royal Mail, two working days. ${priceText(DELIVERY_MINOR)}, or free from ${roundPriceText(FREE_DELIVERY_FROM_MINOR)}. Send anything back within 30 days.</p>
</section>
<section aria-labelledby="real">
<h2 id="real">Is this a real shop?</h2>
<p>The assortment is: 120 things a British gift shop sold most in a year. The shop is a demonstration: nothing is charged and nothing is posted.</p>
</section>
</div>
</footer>`;
