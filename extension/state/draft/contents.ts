import type { SiteConfig } from "#shared/config/siteConfig";
import type { Piece } from "#shared/decision/piece";
import type { Slot } from "#shared/decision/slot";

/** What the editor writes of a configuration. */
export interface Contents {
  readonly slots: readonly Slot[];
  /** The library: pieces that snippets of any slot may show. */
  readonly pieces: readonly Piece[];
}

export function contentsOf({ slots, snippets }: Pick<SiteConfig, "slots" | "snippets">): Contents {
  return { slots, pieces: snippets };
}

/** The same as a configuration has it. */
export function writtenIn({ slots, pieces }: Contents): Pick<SiteConfig, "slots" | "snippets"> {
  return { slots: [...slots], snippets: [...pieces] };
}
