const NAME = "rfedge_preview";

/** The element that says what is previewed. */
export const BANNER = "rfedge-preview";

/** The preview that this page is. */
export const token: string = new URLSearchParams(location.search).get(NAME) ?? "";

/** The address of the page without its preview. */
export const leaving = (): string => {
  const url = new URL(location.href);
  url.searchParams.delete(NAME);
  return url.href;
};

/** Lets links that stay on the site lead to pages in preview too. */
export const keepPreview = (): void => {
  const keep = (event: Event) => {
    // The way out of the preview stays one.
    if (event.target instanceof Element && event.target.localName === BANNER) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.origin !== location.origin || link.pathname + link.search === location.pathname + location.search)
      return;
    const url = new URL(link.href);
    url.searchParams.set(NAME, token);
    link.href = url.href;
  };
  for (const type of ["click", "auxclick"]) addEventListener(type, keep, true);
};
