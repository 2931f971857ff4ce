import type { OverlayRequest, Shown } from "../messages.ts";

/** The name of the port between a page with its overlay and the background. */
export const PAGE_PORT = "page";

/** What the page's script may do with the overlay. */
export interface PageOverlay {
  /** The language that it speaks. */
  language(): string;
  /** Something new stands in `said`, or there are new words to say it in. */
  hear(): void;
  end(): void;
}

/** What the page's script and the overlay share, which are bundles of their own: one port, and one watch over the page. */
export interface PageLink {
  /** All that the background has said so far: an overlay may come later. */
  readonly said: Partial<Shown>;
  /** Null while there is none. */
  overlay: PageOverlay | null;
  ask(request: OverlayRequest): void;
}

/** No page sees it: content scripts have a global of their own. */
const LINK = Symbol.for("rfedge.page");

/** The link of this page, undefined where its script is not, or has ended. */
export function pageLink(): PageLink | undefined {
  return Reflect.get(globalThis, LINK);
}

/** Makes the link known to what comes later, or forgets it. */
export function setPageLink(link: PageLink | undefined): void {
  Reflect.set(globalThis, LINK, link);
}
