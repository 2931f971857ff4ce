import { storage } from "wxt/utils/storage";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Targets } from "#shared/figures/targets";
import type { Rule } from "#shared/rules/rule";

/** Where the marketer's RFEdge is. The token is kept apart, see `sessionToken`. */
export interface Address {
  /** The Worker's origin, such as `https://edge.example`. */
  readonly origin: string;
  readonly site: string;
}

/** How a site scores, and its segments, as they were begun with and as they were left. */
interface KeptScoring {
  readonly base: Pick<SiteConfig, "scoring" | "segments">;
  readonly mine: Pick<SiteConfig, "scoring" | "segments">;
}

/** Where an overlay stands: pixels from the nearest two edges, so that it stays there when the window changes. */
interface Place {
  readonly side: "left" | "right";
  readonly x: number;
  readonly edge: "top" | "bottom";
  readonly y: number;
}

/** What was written in the editor and is not saved yet. */
export interface KeptEdit {
  /** The draft that it began with. */
  readonly revision: string;
  readonly baseVersion: number;
  readonly config: SiteConfig;
  /** The slots and the library as they were left; an edit from before the library was edited here lacks it. */
  readonly slots: SiteConfig["slots"];
  readonly snippets?: SiteConfig["snippets"];
}

/** Every stored key, its type and its default. Only trusted contexts read them: the background closes the storage to content scripts. */
export const settings = {
  address: storage.defineItem<Address | null>("local:address", { fallback: null }),
  /** The marketer token, gone when the browser closes. */
  sessionToken: storage.defineItem<string | null>("session:token", { fallback: null }),
  /** The same token, only where the marketer asked to stay connected. */
  lastingToken: storage.defineItem<string | null>("local:token", { fallback: null }),
  /** Origins the overlay is turned on for; one counts only while the browser still grants it. */
  sites: storage.defineItem<string[]>("local:sites", { fallback: [] }),
  /** Origins among them whose badge is hidden. */
  hidden: storage.defineItem<string[]>("local:hidden", { fallback: [] }),
  /** Where the overlay stands, by origin. */
  places: storage.defineItem<Record<string, Place>>("local:places", { fallback: {} }),
  /** On which origins the card is open. */
  opened: storage.defineItem<Record<string, boolean>>("session:opened", { fallback: {} }),
  /** Visitors that are pinned in the side panel, by Worker and site. */
  pins: storage.defineItem<Record<string, { readonly id: string; readonly name: string }[]>>("local:pins", {
    fallback: {},
  }),
  /** Whether the guide of the first steps was closed. */
  isGuideClosed: storage.defineItem<boolean>("local:guideClosed", { fallback: false }),
  /** When a search was last wished for: the side panel is then ready to take it. */
  searchWishedAt: storage.defineItem<number>("session:searchWishedAt", { fallback: 0 }),
  /** The snippet that was last wished for: the side panel is then ready to write it. */
  snippetWish: storage.defineItem<{ readonly rule: Rule; readonly title: string; readonly at: number } | null>(
    "session:snippetWish",
    { fallback: null },
  ),
  /** What the marketer wants of a site's figures, by Worker and site. */
  targets: storage.defineItem<Record<string, Targets>>("local:targets", { fallback: {} }),
  /** Scoring and segments that are edited and not saved yet, by Worker and site: neither a closed page nor a token that expires takes them away. */
  scoring: storage.defineItem<Record<string, KeptScoring>>("local:scoring", { fallback: {} }),
  /** Slots and library that are edited and not saved yet, by Worker and site: neither a closed panel nor a token that expires takes it away. */
  edits: storage.defineItem<Record<string, KeptEdit>>("local:edits", { fallback: {} }),
  /** How far this machine's clock is ahead of the Worker's, in milliseconds. */
  clockAheadMs: storage.defineItem<number>("session:clockAheadMs", { fallback: 0 }),
  /** One of `words/languages.ts`, or `auto`: that of the browser. */
  language: storage.defineItem<string>("local:language", { fallback: "auto" }),
};
