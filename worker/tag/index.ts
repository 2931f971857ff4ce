import { giveAnswer, on, tell } from "./answers.ts";
import { choose, isGranted, purposes } from "./consent.ts";
import { watchEngaged } from "./engaged.ts";
import { guard } from "./guard.ts";
import { anonymousId, forgetVisitor, rememberUser } from "./identity.ts";
import { addressOf, locale, options } from "./options.ts";
import { watchNavigation } from "./page.ts";
import { flushIn, flushNow } from "./queue.ts";
import { send } from "./send.ts";
import { watchSlots } from "./slots.ts";
import { page, record, recordEngaged, viewPage, viewSoon, withdraw } from "./view.ts";

type Command = [method: string, ...args: never[]];

function push(...commands: Command[]): void {
  for (const [method, ...args] of commands) calls[method]?.(...args);
}

let identityToken: string | undefined;

type Call = (...args: never[]) => unknown;
const calls: Record<string, Call> = {
  page: viewPage,
  track(event: string, properties?: object) {
    record("track", { event, properties });
  },
  identify(userId: string, traits?: object, proof?: { token?: string }) {
    if (!isGranted()) return;
    identityToken = proof?.token;
    if (userId) rememberUser(`${userId}`);
    record("identify", { traits, identityToken });
  },
  consent(choice: Record<string, boolean>) {
    const was = isGranted();
    choose(choice);
    if (!isGranted()) withdraw();
    else if (!was) viewPage();
  },
  decide(slots?: string[]) {
    if (!isGranted()) return;
    return giveAnswer(
      send("decide", { anonymousId: anonymousId(), identityToken, slots, page, locale, consent: purposes }),
    );
  },
  reset() {
    identityToken = undefined;
    if (isGranted()) forgetVisitor();
  },
  on,
  push,
};

const leave = guard(() => {
  recordEngaged();
  flushNow();
});

const install = guard((): unknown => {
  const early = (window as { rfedge?: Command[] }).rfedge;
  // A second copy of the tag would count everything twice.
  if (early && !early.some) return;
  // Whoever looks at a preview is nobody's visitor: what shows it counts nothing.
  // An import makes text of its address by itself.
  if (location.search.includes("rfedge_preview=")) return import(addressOf("previews.js") as never);
  for (const name in calls) calls[name] = guard(calls[name] as Call);
  (window as { rfedge?: unknown }).rfedge = calls;
  watchSlots();
  watchEngaged();
  watchNavigation(viewSoon);
  addEventListener("pageshow", ({ persisted }) => persisted && guard(viewPage)());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  // What the page before sent on its way out was never acknowledged.
  flushIn(5e3);
  if (options["consent"] === "denied") withdraw();
  // Decided first: what the page queued is not what its visitor waits for. A page may also count itself, by name.
  if (!early?.some(([method]) => method === "page")) guard(viewPage)();
  for (const command of early ?? []) guard(push)(command);
  tell("ready");
});

// A page that is being prerendered has no visitor yet; commands wait in the array meanwhile.
if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", install);
else install();
