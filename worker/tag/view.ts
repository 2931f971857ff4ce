import { beginAnswers, giveAnswer, isFilling } from "./answers.ts";
import { isGranted, purposes } from "./consent.ts";
import { beginEngaged, takeEngaged } from "./engaged.ts";
import { guard } from "./guard.ts";
import { anonymousId, eraseAll, isKnown, randomUuid, userId } from "./identity.ts";
import { locale } from "./options.ts";
import { campaignOf, type Page, pageAfter } from "./page.ts";
import { deliverAlone, flushSoon, keep, type Message } from "./queue.ts";

/** The page that was counted last: what is measured from then on happens on it. */
export let page: Page | undefined;

const messageOf = (type: string, fields: object, at = pageAfter(page)): Message => ({
  type,
  messageId: randomUuid(),
  timestamp: new Date().toISOString(),
  anonymousId: anonymousId(),
  userId: userId() || undefined,
  context: {
    page: at,
    campaign: campaignOf(at.search),
    locale,
    library: { name: "rfedge", version: "1" },
    consent: purposes && { categoryPreferences: purposes },
  },
  ...fields,
});

/** Keeps and sends any message but a page view. */
export const record = (type: string, fields: object, at?: Page): void => {
  if (!isGranted()) return;
  keep(messageOf(type, fields, at));
  flushSoon();
};

/** Leaves nothing on the device but, until the edge has it, the word that its visitor is to be erased. */
export const withdraw = (): void => {
  const last = isKnown() && messageOf("track", { event: "Consent Withdrawn" });
  eraseAll();
  if (!last) return;
  keep(last);
  flushSoon();
};

export const recordEngaged = (): void => {
  const engaged = takeEngaged();
  if (engaged) record("track", { event: "Engaged", properties: { ...engaged, path: page?.path } }, page);
};

/** Counts a page view, which brings back what its slots show. */
export const viewPage = (name?: string, properties?: object): unknown => {
  if (!isGranted()) return;
  recordEngaged();
  page = pageAfter(page);
  beginEngaged();
  beginAnswers();
  const message = messageOf("page", { name, properties });
  return giveAnswer(deliverAlone(message, "page", { ...message, decide: isFilling }));
};

/** Counts the page if its path is new. Waits for the script that navigates: it may set the title, or count the page by name itself. */
export const viewSoon = (): void => {
  setTimeout(
    guard(() => {
      if (page?.path !== location.pathname) return viewPage();
    }),
  );
};
