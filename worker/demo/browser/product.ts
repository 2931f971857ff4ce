import { countOf, MOST, withAdded } from "./cart.ts";
import { find, onSubmit, say } from "./elements.ts";
import { showCount } from "./frame.ts";
import { keepCart, readCart } from "./memory.ts";
import { productProperties } from "./order.ts";
import { viewedItems } from "./shelf.ts";
import { spoken } from "./speech.ts";
import { track } from "./tag.ts";

export function startProduct(): void {
  const [item] = viewedItems();
  const form = find<HTMLFormElement>("[data-add]");
  if (!item || !form) return;
  track("Product Viewed", productProperties(item));
  onSubmit(form, (fields) => {
    const cart = readCart();
    const next = withAdded(cart, item, Number(fields["quantity"]));
    const added = countOf(next) - countOf(cart);
    keepCart(next);
    showCount();
    if (added) track("Product Added", { ...productProperties(item), quantity: added });
    say("[data-add-status]", added ? spoken.added(added, countOf(next)) : spoken.allWeHave(MOST));
  });
}
