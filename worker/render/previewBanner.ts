import type { PreviewNotice } from "#shared/wire/previews";
import { escapeMarkup } from "./escape.ts";

/** Where the looks of previews are, under whichever host a page is served. */
export const PREVIEW_STYLES = "/v1/previews.css";

interface Placed {
  /** The page without its preview. */
  readonly leave: string;
  /** The page's own policy, which a stylesheet has to get past; null: it has none. */
  readonly policy: string | null;
}

/**
 * What a page says of its preview, before anything else on it: markup alone, in a shadow tree, so that neither the page's styles nor its scripts' queries
 * meet it. Where the page's policy lets no stylesheet of ours in, it stands there in plain letters.
 */
export function bannerOf(notice: PreviewNotice, { leave, policy }: Placed): string {
  const nonce = nonceIn(policy);
  const link = `<link rel="stylesheet" href="${PREVIEW_STYLES}"${nonce === null ? "" : ` nonce="${escapeMarkup(nonce)}"`}>`;
  // Without a Referer: what follows from a page in preview is a preview too.
  const leaving = `<p><a href="${escapeMarkup(leave)}" rel="noreferrer">${escapeMarkup(notice.leave)}</a></p>`;
  return `<rfedge-preview><template shadowrootmode="open">${link}${noticeMarkup(notice, leaving)}</template></rfedge-preview>`;
}

/** A notice as markup, and what follows it. */
export function noticeMarkup({ language, title, sentences, slotsTitle, slots }: PreviewNotice, rest: string): string {
  const lines = slots.map(({ slot, says }) => `<li><b>${escapeMarkup(slot)}</b> ${escapeMarkup(says)}</li>`);
  const summary = escapeMarkup(slotsTitle);
  const list =
    lines.length === 0
      ? summary && `<p>${summary}</p>`
      : `<details><summary>${summary}</summary><ul>${lines.join("")}</ul></details>`;
  const label = escapeMarkup(title);
  const said = sentences.map((sentence) => ` ${escapeMarkup(sentence)}`).join("");
  return `<section class="notice" lang="${language}" aria-label="${label}"><p><strong>${label}</strong>${said}</p>${list}${rest}</section>`;
}

/** The nonce by which a page's own policy lets stylesheets in; null: by none. */
function nonceIn(policy: string | null): string | null {
  const directives = policy?.split(/[;,]/).map((directive) => directive.trim()) ?? [];
  const named = ["style-src-elem", "style-src", "default-src"].flatMap((name) =>
    directives.filter((directive) => directive.toLowerCase().startsWith(`${name} `)),
  );
  return /'nonce-([\w+/=-]+)'/.exec(named[0] ?? "")?.[1] ?? null;
}
