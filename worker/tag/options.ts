/** The element that loads the tag; none while a module runs, so it is then looked for. */
const script = (document.currentScript ?? document.querySelector("[data-write-key]")) as HTMLScriptElement | null;

/** What the page's author wrote on it: `writeKey`, `slots`, `consent`, `host`. */
export const options: DOMStringMap = script?.dataset ?? {};

/** The address of a call, on `data-host` or on the server that the tag came from. */
export const addressOf = (call: string): URL => new URL(`/v1/${call}`, options["host"] || script?.src);
