import { type Cart, totalsOf } from "./cart.ts";
import { say, show } from "./elements.ts";
import { offerOf } from "./offers.ts";
import { spoken, sum } from "./speech.ts";

/** Writes what a basket costs into the table that basket and checkout share. */
export function showTotals(cart: Cart): void {
  const { items, discount, total } = totalsOf(cart);
  const offer = offerOf(cart.code);
  show("[data-total-row=discount]", discount > 0);
  say("[data-total=items]", sum(items));
  say("[data-total=offer]", spoken.offer(offer?.code ?? ""));
  say("[data-total=discount]", `−${sum(discount)}`);
  say("[data-total=delivery]", postText(cart));
  say("[data-total=total]", sum(total));
}

/** A basket’s lines in short: how many of what, and their sum. */
export function showBrief(list: HTMLElement, { lines }: Cart): void {
  list.replaceChildren(
    ...lines.map(({ name, quantity, priceMinor }) => briefLine(`${quantity} × ${name}`, sum(priceMinor * quantity))),
  );
}

/** The same with what the offer takes off and the post adds, as a receipt has it. */
export function showReceipt(list: HTMLElement, cart: Cart): void {
  const { discount } = totalsOf(cart);
  showBrief(list, cart);
  if (discount) list.append(briefLine(spoken.offer(offerOf(cart.code)?.code ?? ""), `−${sum(discount)}`));
  list.append(briefLine(spoken.post, postText(cart)));
}

/** What the post costs, and whose doing it is where it costs nothing. */
function postText(cart: Cart): string {
  const { delivery, items } = totalsOf(cart);
  if (delivery) return sum(delivery);
  return cart.isMember && items ? spoken.freeForMembers : spoken.free;
}

export function briefLine(words: string, price: string): HTMLElement {
  const line = document.createElement("li");
  const [left, right] = [document.createElement("span"), document.createElement("span")];
  left.textContent = words;
  right.textContent = price;
  line.append(left, right);
  return line;
}
