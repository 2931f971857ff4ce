import type { Decisions } from "#shared/wire/decide";
import { guard } from "./guard.ts";

interface Filling {
  readonly content: string;
  /** The first node that we put there: while it stands, nobody has rendered over it. */
  readonly first: ChildNode | null;
  /** The page's own content, for when a later decision is to leave it. */
  readonly own: readonly ChildNode[];
  readonly times: number;
}

interface Policy {
  /** In truth a TrustedHTML, which stands wherever the DOM's types ask for text. */
  createHTML(html: string): string;
}

const fillings = new WeakMap<Element, Filling>();
let decisions: Decisions["decisions"] = {};
let policy: Policy = { createHTML: (html) => html };

const fillSlot = (slot: HTMLElement) => {
  const decision = decisions[slot.dataset["rfedgeSlot"] ?? ""];
  const filling = fillings.get(slot);
  const isOurs = filling?.first === slot.firstChild;
  // A slot whose end the parser has not seen would get the rest of its default appended to our content.
  if (!decision || (document.readyState === "loading" && !slot.nextSibling)) return;
  const { content, contentType } = decision;
  const own = filling && isOurs ? filling.own : [...slot.childNodes];
  if (content === null || contentType === "application/json") {
    if (isOurs) slot.replaceChildren(...own);
    fillings.delete(slot);
    return;
  }
  const isSame = filling?.content === content;
  const times = isSame ? filling.times + 1 : 0;
  if ((isSame && isOurs) || times > 9) return;
  if (contentType === "text/html") slot.innerHTML = policy.createHTML(content);
  else slot.textContent = content;
  fillings.set(slot, { content, first: slot.firstChild, own, times });
};

const fill = () => {
  for (const slot of document.querySelectorAll<HTMLElement>("[data-rfedge-slot]")) guard(fillSlot)(slot);
};

/** Fills the page's slots, now and as often as the page renders them. Without decisions those made are forgotten, and slots stay as they are. */
export const fillSlots = (chosen?: Decisions["decisions"]): void => {
  decisions = chosen ? { ...decisions, ...chosen } : {};
  fill();
};

export const watchSlots = (): void => {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  guard(() => {
    policy = trustedTypes?.createPolicy("rfedge", policy) ?? policy;
  })();
  new MutationObserver(fill).observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", fill);
};
