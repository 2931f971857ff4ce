import { guard } from "./guard.ts";

/** Segment's `context.page`, without the hash: it never reaches a server, and may hold secrets. */
export interface Page {
  readonly url: string;
  readonly path: string;
  readonly referrer: string;
  readonly search: string;
  readonly title: string;
}

/** The page as it is now; inside a single-page application its referrer is the page before. */
export const pageAfter = (previous?: Page): Page => ({
  url: location.href.replace(/#.*/, ""),
  path: location.pathname,
  referrer: previous ? (previous.path === location.pathname ? previous.referrer : previous.url) : document.referrer,
  search: location.search,
  title: document.title,
});

/** Segment's `context.campaign`, from the `utm_` keys of a query. */
export const campaignOf = (search: string): Record<string, string> | undefined => {
  let campaign: Record<string, string> | undefined;
  for (const [key, value] of new URLSearchParams(search)) {
    if (key.startsWith("utm_")) campaign = { ...campaign, [key === "utm_campaign" ? "name" : key.slice(4)]: value };
  }
  return campaign;
};

/** Calls back whenever the address may have changed without a new document. */
export const watchNavigation = (onChange: () => void): void => {
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    guard(() => {
      history[name] = function (...args) {
        original.apply(this, args);
        onChange();
      };
    })();
  }
  addEventListener("popstate", onChange);
};
