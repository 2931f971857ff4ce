import { countOf } from "./cart.ts";
import { find, onSubmit, say } from "./elements.ts";
import { keepCart, readAccount, readCart } from "./memory.ts";
import { offerOf } from "./offers.ts";
import { track } from "./tag.ts";

/** The figure beside the basket. */
export function showCount(): void {
  const count = countOf(readCart());
  const badge = find("[data-cart-count]");
  if (!badge) return;
  badge.textContent = `${count}`;
  badge.hidden = count === 0;
}

/** A link of a snippet carries its offer: it waits in the basket from then on. */
export function takeOffer(): void {
  const offer = offerOf(new URLSearchParams(location.search).get("offer"));
  if (offer) keepCart({ ...readCart(), code: offer.code });
}

/** What every page has: account link, basket count, letter. */
export function startFrame(): void {
  takeOffer();
  showCount();
  if (readAccount()) say("[data-account-link]", "Account");
  const form = find<HTMLFormElement>("[data-newsletter]");
  if (!form) return;
  onSubmit(form, () => {
    // The address stays out of the event: who someone is, is told by signing in.
    track("Form Submitted", { form_id: "letter", form_name: "Monthly letter" });
    form.reset();
    say("[data-newsletter-status]", "Thank you. The next letter goes out on the first.");
  });
}
