import type { Links } from "./links.ts";
import { isoOf } from "./visitorAnswers.ts";

/** A link as it is known; `under` is whom the visitor joined, `at` epoch milliseconds. */
interface KnownLink {
  readonly id: string;
  readonly under: string;
  readonly anonymousIds: readonly string[];
  readonly userId: string | null;
  readonly at: number;
  readonly by: Links["links"][number]["by"];
}

/** A visitor and the links that make it up on the wire, the oldest first. */
export function linksAnswer(id: string, links: readonly KnownLink[]): Links {
  return {
    id,
    links: links
      .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
      .map((link) => ({
        id: link.id,
        to: link.under,
        anonymousIds: [...link.anonymousIds],
        userId: link.userId,
        since: isoOf(link.at),
        by: link.by,
      })),
  };
}
