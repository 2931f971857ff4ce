import { vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

/** What the browser offers, as it was before the first file of tests put parts of its own in place. */
const WHOLE = Symbol.for("rfedge.tests.browser");
const whole: readonly [string, object, object][] =
  Reflect.get(globalThis, WHOLE) ??
  Object.entries(fakeBrowser).flatMap(([name, part]) =>
    typeof part === "object" && part !== null ? [[name, part, { ...part }]] : [],
  );
Reflect.set(globalThis, WHOLE, whole);

/** Each file of tests begins on an empty page, in a browser that is whole and keeps nothing: files share both. */
document.documentElement.replaceChildren(document.createElement("head"), document.createElement("body"));
document.documentElement.removeAttribute("lang");
localStorage.clear();
for (const [name, part, before] of whole) Reflect.set(fakeBrowser, name, Object.assign(part, before));
fakeBrowser.reset();
vi.useRealTimers();
vi.unstubAllGlobals();
