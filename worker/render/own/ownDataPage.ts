import type { Erasure } from "#shared/privacy/erasure";
import type { ConsentState } from "#shared/privacy/mayRecord";
import { OWN_DATA_PATH } from "#shared/wire/ownData";
import type { OwnWords } from "../words/own/en.ts";
import { OWN_LANGUAGES } from "../words/own/languages.ts";
import { heldMarkup, type OwnHoldings } from "./heldMarkup.ts";
import { html, type Markup } from "./markup.ts";
import { dateText, localeOf, type Telling } from "./telling.ts";

/** How the page looks, and what makes a browser forget what only a script can. */
export const OWN_DATA_STYLES = `${OWN_DATA_PATH}.css`;
export const OWN_DATA_SCRIPT = `${OWN_DATA_PATH}.js`;

/** How long the platform can restore an object as it was. */
const RECOVERY_MS = 30 * 86_400_000;

/** What the page says that was asked for. */
export type Said =
  | { readonly kind: "held"; readonly held: OwnHoldings }
  | { readonly kind: "erased"; readonly erasure: Erasure; readonly isComplete: boolean }
  | { readonly kind: "nobody" | "unproven" | "failed" | "foreign" | "allowed" };

/** What a page is made of. */
export interface OwnDataView extends Telling {
  readonly words: OwnWords;
  readonly browser: {
    readonly isKnown: boolean;
    readonly state: ConsentState;
    /** Global Privacy Control, where the site honours it. */
    readonly hasSignal: boolean;
  };
  /** The write key. */
  readonly key: string;
  /** The proof that each further question carries; null: the browser's own cookie speaks. */
  readonly identityToken: string | null;
  /** Null: nothing was asked for yet. */
  readonly said: Said | null;
  /** The browser has to forget, too. */
  readonly forgets: boolean;
}

/** The page on which a visitor sees, downloads and erases what is held about them, whole. It works without scripts. */
export function ownDataPage(view: OwnDataView): string {
  const { site, tag, words, said, forgets } = view;
  const { name } = site.config.site;
  const { retentionDays, customerRetentionDays } = site.config.privacy;
  const number = new Intl.NumberFormat(localeOf(tag));
  return html`<!doctype html>
<html lang="${tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${words.title} · ${name}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${OWN_DATA_STYLES}">${forgets && html`<script defer src="${OWN_DATA_SCRIPT}"></script>`}</head>
<body><main><h1>${words.at(name)}</h1><p class="lead">${words.lead}</p>
${said !== null && saidMarkup(said, view)}
<section aria-labelledby="browser"><h2 id="browser">${words.browser}</h2>
<p>${view.browser.isKnown ? words.known : words.unknown} ${choiceText(view)}</p>
${formMarkup(view)}</section>
${said?.kind === "held" && heldMarkup(said.held, view)}
<section aria-labelledby="rights"><h2 id="rights">${words.rights}</h2>
<p>${words.rightsText(number.format(retentionDays), number.format(customerRetentionDays))}</p></section></main>
<nav aria-label="${words.language}">${languagesMarkup(view)}</nav></body></html>`.markup;
}

function choiceText({ words: { choice }, browser, site }: OwnDataView): string {
  if (browser.state !== "unknown") return choice[browser.state];
  if (browser.hasSignal) return choice.signal;
  return site.config.privacy.requireConsent ? choice.required : choice.unknown;
}

function saidMarkup(said: Said, view: OwnDataView): Markup | false {
  const { words, tag } = view;
  const number = new Intl.NumberFormat(localeOf(tag));
  if (said.kind === "held") return false;
  if (said.kind !== "erased") return html`<p class="said" role="status">${words[said.kind]}</p>`;
  const { removed, at } = said.erasure;
  const [visitors, events, orders] = [removed.visitors, removed.events, removed.orders].map((one) =>
    number.format(one),
  );
  return html`<section class="said" role="status"><h2>${words.erased}</h2>
<p>${words.erasedText(visitors ?? "", events ?? "", orders ?? "")} ${words.erasedRest(dateText(at + RECOVERY_MS, view))}</p>${
    !said.isComplete && html`<p>${words.underway}</p>`
  }</section>`;
}

function formMarkup({ words: { actions }, browser, identityToken, key, tag }: OwnDataView): Markup {
  const isRefused = browser.state === "denied" || (browser.state === "unknown" && browser.hasSignal);
  return html`<form method="post" action="${OWN_DATA_PATH}?key=${encodeURIComponent(key)}&locale=${tag}">
${identityToken !== null && html`<input type="hidden" name="identityToken" value="${identityToken}">`}
<p class="buttons"><button name="action" value="show">${actions.show}</button>
<button name="action" value="download">${actions.download}</button></p>
<details><summary>${actions.erase}</summary><p>${actions.eraseText}</p>
<p><button name="action" value="erase" class="grave">${actions.eraseNow}</button></p></details>
${
  isRefused
    ? html`<p><button name="action" value="allow">${actions.allow}</button></p>`
    : html`<p><button name="action" value="refuse">${actions.refuse}</button></p><p class="note">${actions.refuseText}</p>`
}</form>`;
}

function languagesMarkup({ tag, key }: OwnDataView): Markup[] {
  return Object.entries(OWN_LANGUAGES).map(([other, { name }]) =>
    other === tag
      ? html`<span lang="${other}" aria-current="true">${name}</span> `
      : html`<a lang="${other}" hreflang="${other}" href="${OWN_DATA_PATH}?key=${encodeURIComponent(key)}&locale=${other}">${name}</a> `,
  );
}
