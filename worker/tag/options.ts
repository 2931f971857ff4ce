/** The element that loads the tag; none while a module runs, so it is then looked for. */
const script = (document.currentScript ?? document.querySelector("[data-write-key]")) as HTMLScriptElement | null;

/** What the page's author wrote on it: `writeKey`, `slots`, `consent`, `host`, `locale`. */
export const options: DOMStringMap = script?.dataset ?? {};

/** The address of a call, on `data-host` or on the server that the tag came from. */
export const addressOf = (call: string): URL => new URL(`/v1/${call}`, options["host"] || script?.src);

/** The language that the visitor reads: the page's choice, where it offers one, else the browser's. */
export const locale = options["locale"] || navigator.language;
