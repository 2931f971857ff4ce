import type { Purposes } from "#shared/events/consent";
import { guard } from "../guard.ts";
import { watchGoogle } from "./googleConsent.ts";
import { remember, remembered } from "./remembered.ts";
import { watchTcf } from "./tcfConsent.ts";

// Beside the tag, and before it: brings it what the visitor has chosen in the page's consent manager, or chose in the page's own dialogue on an earlier
// page, and remembers each choice for what no script speaks for.

type Command = [method: string, ...args: never[]];
interface Tag {
  push(...commands: Command[]): unknown;
  consent?(choice: Purposes): unknown;
}

const page = window as { rfedge?: Tag };
const script = document.currentScript as HTMLScriptElement | null;
const hasSignal = !!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;

page.rfedge ??= [] as Command[];

const say = guard((choice: Purposes) => {
  page.rfedge?.push(["consent", choice as never]);
});

/** Hears what the page itself says, to the tag or to its queue. */
const hear = guard((tag: Tag) => {
  const { consent, push } = tag;
  if (consent) {
    tag.consent = (choice) => {
      remember(choice);
      return consent(choice);
    };
    return;
  }
  const note = ([method, choice]: [string, ...unknown[]]) => method === "consent" && remember(choice as Purposes);
  (tag as Command[]).forEach(note);
  tag.push = (...commands) => {
    commands.forEach(note);
    return push.apply(tag, commands);
  };
});

/**
 * A tag that has not run yet begins as the visitor chose last, before it has counted a page. Where a consent manager speaks, it waits for that: what
 * was chosen may have lapsed there.
 */
const begin = guard((from: string | undefined) => {
  const choice = from ? {} : remembered();
  const isSaid = Object.keys(choice).length > 0;
  const isRefused = isSaid && !Object.values(choice).includes(true);
  const tag = document.querySelector<HTMLScriptElement>("script[data-write-key]");
  if (tag && (isSaid || from)) tag.dataset["consent"] = isRefused ? "denied" : "unknown";
  if (isSaid) say(choice);
});

guard(() => {
  const from = script?.dataset["from"];
  begin(from);
  hear(page.rfedge as Tag);
  if (!page.rfedge?.consent) page.rfedge?.push(["on", "ready" as never, (() => hear(page.rfedge as Tag)) as never]);
  if (from === "google") watchGoogle(say, hasSignal);
  if (from === "tcf") watchTcf(say, hasSignal);
})();
