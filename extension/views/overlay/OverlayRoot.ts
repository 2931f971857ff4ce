import { type ComponentChild, render } from "preact";

/** Enough of them to keep the page's shortcuts, menus and focus traps out of what happens in the overlay. */
const KEPT_INSIDE = [
  ...["keydown", "keyup", "keypress", "beforeinput", "input", "change", "focusin", "focusout", "wheel", "contextmenu"],
  ...["click", "dblclick", "auxclick", "mousedown", "mouseup", "mouseover", "mouseout", "mousemove"],
  ...["pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "touchstart", "touchmove", "touchend"],
];

/** `!important` in the element's own style is the one place that no style sheet of the page reaches. */
const HOST_STYLE = {
  all: "initial",
  display: "block",
  position: "fixed",
  inset: "0 auto auto 0",
  width: "0",
  height: "0",
  overflow: "visible",
  "z-index": "2147483647",
};

/** A page that takes the overlay out again and again must not be answered at once for ever. */
const RETURN_AFTER_MS = 100;

/** The overlay's place in a page: one element with a closed shadow root, in the top layer. */
export class OverlayRoot {
  readonly #host = document.createElement("div");
  readonly #content = document.createElement("div");
  readonly #ending = new AbortController();
  readonly #observer = new MutationObserver(() => this.#returnSoon());
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(css: string) {
    for (const [name, value] of Object.entries(HOST_STYLE)) this.#host.style.setProperty(name, value, "important");
    const shadow = this.#host.attachShadow({ mode: "closed" });
    adopt(shadow, css);
    this.#content.className = "rfedge root";
    shadow.append(this.#content);
    for (const type of KEPT_INSIDE) shadow.addEventListener(type, (event) => event.stopPropagation());
  }

  /** Shows a view, in the page from now on. */
  mount(view: ComponentChild): void {
    const { signal } = this.#ending;
    // A dialog or popover that opens later stands above: neither event bubbles, both can be caught on their way down.
    for (const type of ["toggle", "close"])
      document.addEventListener(type, (event) => event.target !== this.#host && this.#stand(), {
        capture: true,
        signal,
      });
    this.#observer.observe(document, { childList: true });
    this.#stand();
    // Only what stands in the page can take the focus as soon as it is made.
    render(view, this.#content);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#ending.abort();
    render(null, this.#content);
    this.#host.remove();
  }

  /** Single-page applications replace what stands in a page, the overlay with it. */
  #returnSoon(): void {
    if (this.#host.isConnected && this.#host.parentNode === place()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stand(), RETURN_AFTER_MS);
  }

  #stand(): void {
    const parent = place();
    if (this.#host.parentNode !== parent) parent.append(this.#host);
    this.#observer.observe(document.documentElement, { childList: true });
    if (!("showPopover" in this.#host)) return;
    this.#host.popover = "manual";
    // Shown anew it is the last in the top layer, above all.
    if (this.#host.matches(":popover-open")) this.#host.hidePopover();
    this.#host.showPopover();
  }
}

/** A modal dialog makes all the rest of the page inert: while one is open the overlay stands in it. */
function place(): Element {
  return [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.documentElement;
}

/** A constructed sheet needs no permission of the page's policy; where content scripts may not adopt one, an element must do. */
function adopt(shadow: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    shadow.append(style);
  }
}
