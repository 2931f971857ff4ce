import type { Decisions } from "#shared/wire/decide";
import { on, tell } from "../answers.ts";
import { guard } from "../guard.ts";
import { watchNavigation } from "../page.ts";
import { send } from "../send.ts";
import { fillSlots, watchSlots } from "../slots.ts";
import { keepPreview, token } from "./links.ts";
import { isInBanner, showNotice } from "./notice.ts";

// In the tag's place on a page that is only looked at: nothing is counted, kept or sent but the question what to show.

type Command = [method: string, ...args: never[]];

const globals = window as { rfedge?: unknown };
/** A page that is served through the Worker has been filled, and says so, before any script runs. */
const isServed = isInBanner();

const ask = async (slots?: string[]): Promise<Decisions | undefined> => {
  const page = { url: location.href, referrer: document.referrer };
  const response = await guard(send)("decide", { preview: token, slots, page, locale: navigator.language });
  if (!response?.ok) {
    if (!isServed) showNotice(null);
    return undefined;
  }
  const answer: Decisions = await response.json();
  if (!isServed) {
    fillSlots(answer.decisions);
    showNotice(answer.preview ?? null);
  }
  tell("decision", answer);
  return answer;
};

const nothing = () => undefined;
const calls: Record<string, (...args: never[]) => unknown> = {
  ...{ page: nothing, track: nothing, identify: nothing, consent: nothing, reset: nothing },
  decide: guard(ask),
  on: guard(on),
  push: guard((...commands: Command[]) => {
    for (const [method, ...args] of commands) calls[method]?.(...args);
  }),
};

guard(() => {
  const early = globals.rfedge;
  if (early && !Array.isArray(early)) return;
  globals.rfedge = calls;
  keepPreview();
  if (!isServed) watchSlots();
  let { pathname } = location;
  watchNavigation(() =>
    setTimeout(() => {
      if (pathname === location.pathname) return;
      pathname = location.pathname;
      fillSlots();
      void calls["decide"]?.();
    }),
  );
  void calls["decide"]?.();
  for (const command of (early as Command[] | undefined) ?? []) calls["push"]?.(...([command] as never[]));
  tell("ready");
})();
