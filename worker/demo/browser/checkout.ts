import { signIn } from "./account.ts";
import { type Cart, EMPTY_CART, totalsOf } from "./cart.ts";
import { find, onSubmit, say, show } from "./elements.ts";
import { keepCart, keepOrder, readAccount, readCart, readOrders } from "./memory.ts";
import { lineProperties, type Order, orderId, orderProperties } from "./order.ts";
import { root, sum } from "./speech.ts";
import { track } from "./tag.ts";
import { showBrief, showReceipt, showTotals } from "./totals.ts";

export function startCheckout(): void {
  const cart = readCart();
  const isEmpty = cart.lines.length === 0;
  show("[data-cart-empty]", isEmpty);
  show("[data-cart-full]", !isEmpty);
  const form = find<HTMLFormElement>("[data-checkout]");
  const brief = find("[data-cart-brief]");
  if (isEmpty || !form || !brief) return;
  showBrief(brief, cart);
  showTotals(cart);
  prefill(form);
  track("Checkout Started", {
    currency: "GBP",
    value: totalsOf(cart).total / 100,
    revenue: totalsOf(cart).revenue / 100,
    products: cart.lines.map(lineProperties),
  });
  onSubmit(form, ({ name = "", email = "", account }) => {
    if (account) signIn(name, email);
    placeOrder(readCart());
    location.assign(`${root}thanks/`);
  });
}

/** Tells of the order and remembers it. The tag keeps what it is told until it is delivered, so the page may go at once. */
export function placeOrder(cart: Cart): Order {
  const now = Date.now();
  const order: Order = { id: orderId(now, Math.random()), placedAt: new Date(now).toISOString(), cart };
  track("Order Completed", orderProperties(order));
  keepOrder(order);
  keepCart(EMPTY_CART);
  return order;
}

function prefill(form: HTMLFormElement): void {
  const account = readAccount();
  if (!account) return;
  for (const [key, value] of Object.entries(account))
    find<HTMLInputElement>(`#${key}`, form)?.setAttribute("value", value);
  show("[data-keep-account]", false);
}

export function startThanks(): void {
  const [order] = readOrders();
  const list = find("[data-order-lines]");
  if (!order || !list) return;
  say("[data-order-id]", order.id);
  say("[data-order-total]", sum(totalsOf(order.cart).total));
  showReceipt(list, order.cart);
  show("[data-receipt]", true);
}
