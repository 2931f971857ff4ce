import { type Cart, type Line, withQuantity } from "./cart.ts";
import { copyOf, find, findAll, onSubmit, say, show } from "./elements.ts";
import { showCount } from "./frame.ts";
import { keepCart, readCart } from "./memory.ts";
import { type Offer, offerOf } from "./offers.ts";
import { lineProperties, productProperties } from "./order.ts";
import { root, spoken, sum } from "./speech.ts";
import { track } from "./tag.ts";
import { showTotals } from "./totals.ts";

export function startCart(): void {
  track("Cart Viewed", { products: readCart().lines.map(lineProperties) });
  showCart(readCart());
  sayOffer(readCart());
  const form = find<HTMLFormElement>("[data-offer]");
  if (form) onSubmit(form, ({ code = "" }) => takeCode(code));
}

function takeCode(code: string): void {
  const offer = offerOf(code);
  const cart = { ...readCart(), code: offer?.code ?? null };
  keepCart(cart);
  showTotals(cart);
  if (offer || !code) sayOffer(cart);
  else say("[data-offer-status]", spoken.unknownCode(code.slice(0, 20)));
}

function sayOffer({ code }: Cart): void {
  const offer = offerOf(code);
  const field = find<HTMLInputElement>("#code");
  if (field) field.value = offer?.code ?? "";
  say("[data-offer-status]", offer ? spoken.gives(offer.code, wordsOf(offer)) : "");
}

const wordsOf = ({ percentOff, isPostFree }: Offer): string =>
  [...(percentOff ? [spoken.percentOff(percentOff)] : []), ...(isPostFree ? [spoken.postFree] : [])].join(spoken.and);

function showCart(cart: Cart): void {
  const list = find("[data-cart-lines]");
  const isEmpty = cart.lines.length === 0;
  show("[data-cart-empty]", isEmpty);
  show("[data-cart-full]", !isEmpty);
  list?.replaceChildren(...cart.lines.map(lineElement).filter((line) => line !== null));
  showTotals(cart);
  showCount();
}

function lineElement(line: Line): HTMLElement | null {
  const element = copyOf("[data-line]");
  const quantity = element && find<HTMLInputElement>("[data-line-quantity]", element);
  if (!element || !quantity) return null;
  for (const link of findAll("[data-line-link]", element))
    link.setAttribute("href", `${root}p/${encodeURIComponent(line.id)}/`);
  find("[data-line-art]", element)?.setAttribute("src", `/demo/art/${encodeURIComponent(line.id)}.svg`);
  say("[data-line-name]", line.name, element);
  say("[data-line-price]", spoken.each(sum(line.priceMinor)), element);
  say("[data-line-sum]", sum(line.priceMinor * line.quantity), element);
  say("[data-line-label]", spoken.quantityOf(line.name), element);
  quantity.id = `quantity-${line.id}`;
  quantity.value = `${line.quantity}`;
  find("[data-line-label]", element)?.setAttribute("for", quantity.id);
  quantity.addEventListener("change", () => change(line, quantity.valueAsNumber, quantity.id));
  const remove = find("[data-line-remove]", element);
  remove?.setAttribute("aria-label", spoken.remove(line.name));
  remove?.addEventListener("click", () => change(line, 0, null));
  return element;
}

/** The list is drawn anew, so the focus is given back to where it was; a removed line gives it to the page. */
function change(line: Line, wanted: number, focus: string | null): void {
  const before = readCart();
  const cart = withQuantity(before, line.id, Number.isNaN(wanted) ? line.quantity : wanted);
  keepCart(cart);
  const now = cart.lines.find(({ id }) => id === line.id)?.quantity ?? 0;
  const more = now - (before.lines.find(({ id }) => id === line.id)?.quantity ?? 0);
  if (more)
    track(more > 0 ? "Product Added" : "Product Removed", { ...productProperties(line), quantity: Math.abs(more) });
  showCart(cart);
  (now && focus ? document.getElementById(focus) : find("#main"))?.focus();
}
