import type { Decisions } from "#shared/wire/decide";
import { escapeMarkup } from "./escape.ts";

type Decision = Decisions["decisions"][string];

/** A decision as an HTML fragment: text is escaped, JSON is no fragment, the page's own content is none. */
export function fragmentOf(decision: Decision | undefined): string {
  if (decision === undefined || decision.content === null || decision.contentType === "application/json") return "";
  return decision.contentType === "text/html" ? decision.content : escapeMarkup(decision.content);
}
