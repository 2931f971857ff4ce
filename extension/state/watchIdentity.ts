import { identityOf } from "./pageIdentity.ts";

/** No event tells of every way to change an id: another tab's, a script's, a sign-out's. Reading it costs microseconds. */
const LOOK_EVERY_MS = 1_000;

/**
 * Tells who the page's visitor is: at once, on every change, and `undefined` while nobody looks at the page.
 *
 * @returns ends it
 */
export function watchIdentity(tell: (anonymousId: string | null | undefined) => void): () => void {
  const ending = new AbortController();
  let told: string | null | undefined;
  const say = (now: string | null | undefined) => {
    if (now === told) return;
    told = now;
    tell(now);
  };
  const look = () => say(document.visibilityState === "hidden" ? undefined : identityOf({ cookie: cookies(), stored }));
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look, { signal: ending.signal });
  // A page that is left may come back, to be told of anew.
  window.addEventListener("pagehide", () => say(undefined), { signal: ending.signal });
  window.addEventListener("pageshow", look, { signal: ending.signal });
  look();
  return () => {
    ending.abort();
    clearInterval(timer);
  };
}

/** A page in a sandbox has neither cookies nor storage, and says so by throwing. */
function cookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
