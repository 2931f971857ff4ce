import { useEffect, useRef } from "preact/hooks";
import { useScript } from "./useScript.ts";

interface Props {
  readonly markup: string;
  /** Where the page is: addresses of pictures begin there. */
  readonly base: string | null;
  readonly label: string;
}

/** A script of its own: a list of snippets shows none. */
const loadCleaning = () => import("./cleanMarkup.ts");

const SHEET = `:host { display: block; contain: content; overflow: auto; } img { max-width: 100%; height: auto; } * { max-width: 100%; }`;

/** Markup as it looks, without what could act: no link leads away, and nothing stands outside its frame. */
export function MarkupPreview({ markup, base, label }: Props) {
  const host = useRef<HTMLElement>(null);
  const cleaning = useScript(loadCleaning);
  useEffect(() => {
    if (host.current === null || cleaning === null) return;
    const root = host.current.shadowRoot ?? rootOf(host.current);
    const fragment = cleaning.cleanMarkup(markup);
    for (const image of fragment.querySelectorAll("img")) settle(image, base);
    for (const link of fragment.querySelectorAll("a")) link.removeAttribute("target");
    root.replaceChildren(fragment);
  }, [cleaning, markup, base]);
  return <section ref={host} class="shown" aria-label={label} />;
}

function rootOf(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  root.adoptedStyleSheets = [sheet];
  // What is looked at here must not take the panel elsewhere.
  for (const type of ["click", "auxclick", "submit", "dragstart"])
    root.addEventListener(type, (event) => event.preventDefault(), { capture: true });
  return root;
}

/** A picture of the page's own comes from there, and nowhere else than from the web. */
function settle(image: HTMLImageElement, base: string | null): void {
  const written = image.getAttribute("src");
  const address =
    written === null || !URL.canParse(written, base ?? undefined) ? null : new URL(written, base ?? undefined);
  if (address !== null && /^(?:https?|data):$/.test(address.protocol)) image.setAttribute("src", address.href);
  else image.removeAttribute("src");
  if (!image.hasAttribute("alt")) image.setAttribute("alt", "");
}
