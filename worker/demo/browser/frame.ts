import { countOf } from "./cart.ts";
import { find, findAll, onSubmit, say } from "./elements.ts";
import { keepCart, readAccount, readCart } from "./memory.ts";
import { offerOf } from "./offers.ts";
import { spoken } from "./speech.ts";
import { tell, track } from "./tag.ts";

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

/** The other language is that of the same page: what was searched stays searched. */
function keepQuery(): void {
  for (const link of findAll("a[data-language]"))
    link.setAttribute("href", link.getAttribute("href") + location.search + location.hash);
}

/** Whether the shop may remember its visitor: the tag hears it, and `consent.js` keeps it for the next page. */
function takeChoice(): void {
  for (const button of findAll<HTMLButtonElement>("button[data-choice]")) {
    const isGranted = button.dataset["choice"] === "yes";
    button.addEventListener("click", () => {
      tell("consent", { analytics: isGranted });
      say("[data-choice-status]", isGranted ? spoken.remembered : spoken.forgotten);
    });
    button.disabled = false;
  }
}

/** What every page has: account link, the other language, basket count, what may be remembered, letter. */
export function startFrame(): void {
  takeChoice();
  takeOffer();
  keepQuery();
  showCount();
  if (readAccount()) say("[data-account-link]", spoken.account);
  const form = find<HTMLFormElement>("[data-newsletter]");
  if (!form) return;
  onSubmit(form, () => {
    // The address stays out of the event: who someone is, is told by signing in.
    track("Form Submitted", { form_id: "letter", form_name: "Monthly letter" });
    form.reset();
    say("[data-newsletter-status]", spoken.letterSent);
  });
}
