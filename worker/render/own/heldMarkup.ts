import type { VisitorRow } from "#shared/figures/row";
import type { HistoryEntry } from "#shared/segments/history";
import type { Order } from "#shared/visitor/orders";
import type { PastEvent } from "#shared/wire/visitorAnswers";
import { visitorOfRow } from "#shared/wire/visitorOfRow";
import { type Choice, choicesMarkup } from "./choicesMarkup.ts";
import { html, type Markup } from "./markup.ts";
import { eventsMarkup, ordersMarkup } from "./pastMarkup.ts";
import { scoresMarkup } from "./scoresMarkup.ts";
import { dateText, localeOf, moneyText, segmentName, type Telling } from "./telling.ts";

/** What is shown to somebody of themselves; all else is in the download. */
export interface OwnHoldings {
  readonly row: VisitorRow;
  readonly history: readonly HistoryEntry[];
  readonly orders: readonly Order[];
  readonly events: readonly PastEvent[];
  /** Oldest first. */
  readonly choices: readonly Choice[];
}

/** What is held of somebody: who they are here, the group, the scores and how they are made, orders, and what happened last. */
export function heldMarkup({ row, history, orders, events, choices }: OwnHoldings, telling: Telling): Markup {
  const { site, held: words, now } = telling;
  const visitor = visitorOfRow(row, site.config.site.currency, now);
  const { totals } = visitor;
  const number = new Intl.NumberFormat(localeOf(telling.tag));
  const facts: readonly (readonly [string, string])[] = [
    [words.name, visitor.userId ?? visitor.anonymousIds.join(", ")],
    [words.firstSeen, dateText(visitor.firstSeenAt, telling)],
    [words.lastSeen, dateText(visitor.lastSeenAt, telling)],
    [words.visits, number.format(totals.sessions)],
    [words.pageViews, number.format(totals.pageViews)],
    [words.orders, number.format(totals.orders)],
    [words.revenue, moneyText(totals.revenue, telling)],
    ...Object.entries(visitor.traits).map(([key, value]) => [`${words.traits}: ${key}`, valueText(value)] as const),
  ];
  const past = begun(history).slice(0, -1).reverse();
  return html`<section aria-labelledby="held"><h2 id="held">${words.held}</h2>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>
<section aria-labelledby="group"><h2 id="group">${words.group}</h2>
<p>${words.groupText(segmentName(visitor.segment.key, telling), dateText(visitor.segment.since, telling))}</p>
${
  past.length > 0 &&
  html`<details><summary>${words.earlier}</summary><ul>${past.map(
    ({ segment, at }) => html`<li>${segmentName(segment, telling)}, ${dateText(at, telling)}</li>`,
  )}</ul></details>`
}</section>
${scoresMarkup(visitor.scores, telling)}
${choices.length > 0 && choicesMarkup(choices, telling)}
${orders.length > 0 && ordersMarkup(orders, telling)}
${eventsMarkup(events, telling)}`;
}

/** One entry for each time that the segment changed. */
function begun(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.filter(({ segment }, index) => segment !== history[index - 1]?.segment);
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
