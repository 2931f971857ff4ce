import type { SiteConfig } from "#shared/config/siteConfig";
import type { PageCheck } from "#shared/wire/check";
import { countElements } from "../render/countElements.ts";
import { type Caller, publicAddressFault } from "./publicAddress.ts";

/** The page of a site that is asked about: an address under one of its origins, or a path; undefined: its first page. */
export interface PageAsked {
  readonly address?: string | undefined;
  readonly patienceMs: number;
}

const MOST_BYTES = 5_000_000;
const MOST_REDIRECTS = 3;

/**
 * Fetches a page of a site, and counts in its source what each slot finds. Only a public page under the site's own origins is fetched,
 * and redirects are followed only as far as they stay there.
 *
 * @returns null where the site has no origin; `fault` says why nothing could be counted
 */
export async function checkPage(config: SiteConfig, asked: PageAsked, caller: Caller): Promise<PageCheck | null> {
  const origins = originsOf(config);
  const [home] = origins;
  if (home === undefined) return null;
  const text = asked.address ?? "/";
  if (!URL.canParse(text, home)) return unread(text, "is not an address");
  let url = new URL(text, home);
  const signal = AbortSignal.timeout(asked.patienceMs);
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const fault = origins.includes(url.origin) ? publicAddressFault(url, caller) : "is not under the site's origins";
      if (fault !== null) return unread(url.href, fault);
      const answer = await fetch(url, {
        redirect: "manual",
        signal,
        headers: { accept: "text/html", "user-agent": "RFEdge page check" },
      });
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status > 399 || location === null) return await counted(config, url, answer);
      await answer.body?.cancel();
      if (!URL.canParse(location, url.href)) return unread(url.href, "leads to what is not an address");
      url = new URL(location, url);
    }
    return unread(url.href, `leads on more than ${MOST_REDIRECTS} times`);
  } catch (error) {
    if (signal.aborted) return unread(url.href, "does not answer in time");
    // What the rewriter gives up on is passed on to visitors as it came.
    const isBeyondRewriter = error instanceof TypeError && error.message.startsWith("Parser error");
    return unread(url.href, isBeyondRewriter ? "is written so that it cannot be filled" : "cannot be reached");
  }
}

/** What a marketer should know of the page before publishing: slots whose selector finds nothing, or more than one element. */
export function pageNotes(page: PageCheck): string[] {
  if (page.fault !== null) return [`The page ${page.url} ${page.fault}: what the selectors find was not counted.`];
  return page.slots
    .filter(({ selector, elements }) => selector !== null && elements !== 1)
    .map(({ slot, selector, elements }) => {
      const found = elements === 0 ? "no element" : `${elements} elements, all of which are filled,`;
      return `The slot ${slot} finds ${found} in the source of ${page.url} (selector ${selector}).`;
    });
}

function originsOf({ site }: SiteConfig): string[] {
  const all = [...(site.origin === null ? [] : [site.origin]), ...site.origins];
  return [...new Set(all.filter((text) => URL.canParse(text)).map((text) => new URL(text).origin))];
}

async function counted({ slots }: SiteConfig, { href }: URL, answer: Response): Promise<PageCheck> {
  const type = answer.headers.get("content-type") ?? "";
  const fault = answer.ok ? typeFault(type) : `answers ${answer.status}`;
  if (fault !== null || answer.body === null) {
    await answer.body?.cancel();
    return unread(href, fault ?? "is empty");
  }
  const selectors = slots.map(({ key, selector }) =>
    [`[data-rfedge-slot="${key}"]`, ...(selector === null ? [] : [selector])].join(", "),
  );
  const { elements, isWhole } = await countElements(answer.body, selectors, MOST_BYTES);
  return {
    url: href,
    fault: null,
    isWhole,
    slots: slots.map(({ key, selector }, place) => ({ slot: key, selector, elements: elements[place] ?? 0 })),
  };
}

function typeFault(type: string): string | null {
  if (!/^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(type)) return "is no HTML";
  return /charset\s*=\s*"?utf-?(?:16|32)/i.test(type) ? "is in an encoding that cannot be filled" : null;
}

function unread(url: string, fault: string): PageCheck {
  return { url: url.slice(0, 500), fault, isWhole: false, slots: [] };
}
