import type { Decisions } from "#shared/wire/decide";
import { guard } from "./guard.ts";

interface Filling {
  readonly content: string;
  /** The first node that we put there: while it stands, nobody has rendered over it. */
  readonly first: ChildNode | null;
  /** The page's own content, for when a later decision is to leave it. It has a parent, from which a framework may take it. */
  readonly own: DocumentFragment;
  /** How often it was rendered over since. */
  readonly times: number;
}

interface Policy {
  /** In truth a TrustedHTML, which stands wherever the DOM's types ask for text. */
  createHTML(html: string): string;
}

const fillings = new WeakMap<Element, Filling>();
let decisions: Decisions["decisions"] = {};
let policy: Policy = { createHTML: (html) => html };

const giveBack = (slot: Element) => {
  const filling = fillings.get(slot);
  if (filling && filling.first === slot.firstChild) slot.replaceChildren(filling.own);
};

/** A framework that changes what it has rendered finds it in its place, as it would throw otherwise; what it makes of it is filled again. */
const yieldTo = (slot: HTMLElement) => {
  for (const name of ["appendChild", "insertBefore", "removeChild"] as const) {
    const change = slot[name] as (...nodes: unknown[]) => never;
    slot[name] = (...nodes: unknown[]) => {
      giveBack(slot);
      return change.apply(slot, nodes);
    };
  }
};

const fillSlot = (slot: HTMLElement, key = slot.dataset["rfedgeSlot"] ?? "") => {
  const decision = decisions[key];
  const filling = fillings.get(slot);
  const isOurs = filling?.first === slot.firstChild;
  // A slot whose end the parser has not seen would get the rest of its default appended to our content.
  if (!decision || (document.readyState === "loading" && !slot.nextSibling)) return;
  const { content, contentType } = decision;
  if (content === null || contentType === "application/json") return giveBack(slot);
  const isSame = filling?.content === content;
  const times = isSame ? filling.times + 1 : 0;
  if ((isSame && isOurs) || times > 99) return;
  if (!filling) yieldTo(slot);
  const own = filling && isOurs ? filling.own : new DocumentFragment();
  if (!isOurs) own.append(...slot.childNodes);
  if (contentType === "text/html") slot.innerHTML = policy.createHTML(content);
  // Two nodes: the only text of an element is what a framework would write over, unseen.
  else slot.replaceChildren(content, "");
  fillings.set(slot, { content, first: slot.firstChild, own, times });
};

const fillEach = (selector: string, key?: string) => {
  for (const slot of document.querySelectorAll<HTMLElement>(selector)) guard(fillSlot)(slot, key);
};

const fill = () => {
  fillEach("[data-rfedge-slot]");
  for (const [key, { selector }] of Object.entries(decisions)) if (selector) guard(fillEach)(selector, key);
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
