import type { Standing } from "../messages.ts";
import type { Words } from "../words/en.ts";

/** What stands where a visitor would: a few words for the badge. */
export function badgeOf(standing: Standing, words: Words): string {
  switch (standing) {
    case "looking":
    case "known":
      return words.looking.badge;
    case "no-visitor":
      return words.noVisitor.badge;
    case "not-connected":
      return words.notConnected.badge;
    default:
      return words.badges[standing];
  }
}

/** The same for the card: what happened, what it means, and what helps. */
export function noteOf(
  standing: Standing,
  host: string,
  words: Words,
): { title: string; detail?: string; help?: "settings" | "retry" } {
  switch (standing) {
    case "looking":
    case "known":
      return { title: words.looking.title };
    case "no-visitor":
      return words.noVisitor;
    case "not-connected":
      return { ...words.notConnected, help: "settings" };
    default: {
      const { title, detail } = words.troubles[standing];
      return {
        title,
        detail: detail(host),
        help: standing === "unreachable" || standing === "unknown" ? "retry" : "settings",
      };
    }
  }
}
