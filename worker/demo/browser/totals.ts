import { priceText } from "../price.ts";
import { type Cart, totalsOf } from "./cart.ts";
import { say, show } from "./elements.ts";
import { offerOf } from "./offers.ts";

/** Writes what a basket costs into the table that basket and checkout share. */
export function showTotals(cart: Cart): void {
  const { items, discount, delivery, total } = totalsOf(cart);
  const offer = offerOf(cart.code);
  show("[data-total-row=discount]", discount > 0);
  say("[data-total=items]", priceText(items));
  say("[data-total=offer]", `Offer ${offer?.code ?? ""}`);
  say("[data-total=discount]", `−${priceText(discount)}`);
  say("[data-total=delivery]", delivery ? priceText(delivery) : "free");
  say("[data-total=total]", priceText(total));
}

/** A basket’s lines in short: how many of what, and their sum. */
export function showBrief(list: HTMLElement, { lines }: Cart): void {
  list.replaceChildren(
    ...lines.map(({ name, quantity, priceMinor }) =>
      briefLine(`${quantity} × ${name}`, priceText(priceMinor * quantity)),
    ),
  );
}

/** The same with what the offer takes off and the post adds, as a receipt has it. */
export function showReceipt(list: HTMLElement, cart: Cart): void {
  const { discount, delivery } = totalsOf(cart);
  showBrief(list, cart);
  if (discount) list.append(briefLine(`Offer ${offerOf(cart.code)?.code ?? ""}`, `−${priceText(discount)}`));
  list.append(briefLine("Post", delivery ? priceText(delivery) : "free"));
}

export function briefLine(words: string, sum: string): HTMLElement {
  const line = document.createElement("li");
  const [left, right] = [document.createElement("span"), document.createElement("span")];
  left.textContent = words;
  right.textContent = sum;
  line.append(left, right);
  return line;
}
