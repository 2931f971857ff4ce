import type { Decisions } from "#shared/wire/decide";
import type { PreviewNotice } from "#shared/wire/previews";
import { escapeMarkup } from "./escape.ts";
import { fragmentOf } from "./fragment.ts";
import { noticeMarkup, PREVIEW_STYLES } from "./previewBanner.ts";

/** A page that holds nothing but the slots' content, each under the slot's name; what the page itself would have there is not known here. */
export function previewPageOf(name: string, notice: PreviewNotice, decisions: Decisions["decisions"]): string {
  const { language, title } = notice;
  const label = escapeMarkup(`${title} · ${name}`);
  const slots = Object.entries(decisions).flatMap(([slot, decision]) =>
    decision.content === null
      ? []
      : [`<article class="slot"><h2>${escapeMarkup(slot)}</h2><div>${contentOf(decision)}</div></article>`],
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${label}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${PREVIEW_STYLES}"></head><body>${noticeMarkup(notice, "")}<main><h1>${escapeMarkup(name)}</h1>${slots.join("")}</main></body></html>`;
}

function contentOf(decision: Decisions["decisions"][string]): string {
  if (decision.contentType === "application/json") return `<pre>${escapeMarkup(decision.content ?? "")}</pre>`;
  return fragmentOf(decision);
}
