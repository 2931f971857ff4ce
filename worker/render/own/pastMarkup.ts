import { fromMinor } from "#shared/events/currency";
import { bagOf } from "#shared/events/event";
import type { Order } from "#shared/visitor/orders";
import type { PastEvent } from "#shared/wire/visitorAnswers";
import { html, type Markup } from "./markup.ts";
import { dateText, moneyText, type Telling } from "./telling.ts";

/** Orders, newest first, those that stand no more too. */
export function ordersMarkup(orders: readonly Order[], telling: Telling): Markup {
  const { held: words, site } = telling;
  const { currency } = site.config.site;
  const items = orders.map(
    ({ id, at, netMinor, stands }) =>
      html`<li>${dateText(at, telling)}: ${moneyText(fromMinor(netMinor, currency), telling)} <span>${id}</span>${
        !stands && html` (${words.refunded})`
      }</li>`,
  );
  return html`<section aria-labelledby="orders"><h2 id="orders">${words.orderList}</h2><ul>${items}</ul></section>`;
}

/** What happened last, newest first. */
export function eventsMarkup(events: readonly PastEvent[], telling: Telling): Markup {
  const { held: words } = telling;
  const items = events.map(({ at, type, name, message }) => {
    const page = bagOf(bagOf(message["context"])["page"]);
    const where = page["path"] ?? page["url"];
    const what = type === "track" ? (name ?? words.kinds.track) : [words.kinds[type], name].filter(Boolean).join(" ");
    return html`<li>${dateText(at, telling)}: ${what}${typeof where === "string" && html` <span>${where}</span>`}</li>`;
  });
  return html`<section aria-labelledby="events"><h2 id="events">${words.events}</h2><p>${words.eventsText}</p><ol>${items}</ol></section>`;
}
