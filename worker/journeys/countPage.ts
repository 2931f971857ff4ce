import { type Wishes, withWishes } from "#shared/privacy/mayRecord";
import { log } from "../log.ts";
import { notePageViews } from "../operations.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { byDefault, type Decided, decideWith, servingFor, wantedFacts } from "./decideFor.ts";
import { inTime } from "./inTime.ts";
import type { PageView } from "./pageFacts.ts";
import { recordBatch } from "./recordBatch.ts";

/** Lets something go on after the answer: an `ExecutionContext`, or as much of one. */
export interface Lasting {
  waitUntil(promise: Promise<unknown>): void;
}

/** Whose page view it is, and what their browser says of being known. */
interface Viewing {
  readonly anonymousId: string;
  readonly consent: Wishes;
  readonly view: PageView;
}

/**
 * Records a page view that the proxy has seen, and decides with it counted, in one request of the visitor's object; whatever fails or takes longer
 * than the site's budget, the page keeps its own content. A row that is late is written nevertheless.
 *
 * @returns also whether the view may have been recorded
 */
export async function countPage(
  env: Env,
  lasting: Lasting,
  site: PublishedSite,
  { anonymousId, consent, view }: Viewing,
): Promise<Decided & { readonly isRecorded: boolean }> {
  const serve = servingFor(site, view);
  const recording = recordBatch(env, site, [withWishes(messageOf(anonymousId, view), consent)], {
    now: view.now,
    facts: wantedFacts(site),
    ...(serve !== undefined && { serve }),
  });
  const counted = recording.then(({ accepted }) => notePageViews(accepted));
  lasting.waitUntil(counted.catch((error: unknown) => log("page-uncounted", { site: site.key }, error)));
  try {
    const answer = await inTime(recording, site.config.site.budgetMs);
    if (answer === "timeout") return { ...byDefault(site, undefined, "timeout"), isRecorded: true };
    const known = answer.recorded.at(-1)?.known;
    if (!known) return { ...byDefault(site, undefined, "unknown"), isRecorded: false };
    return { answer: await decideWith(site, known, view), by: { path: "visitor" }, isRecorded: true };
  } catch {
    return { ...byDefault(site, undefined, "unavailable"), isRecorded: false };
  }
}

/** A page view as the tag would send it, without what only the page itself can tell. */
function messageOf(anonymousId: string, view: PageView) {
  const url = view.url === null ? null : URL.parse(view.url);
  const locale = view.locale();
  return {
    type: "page",
    messageId: crypto.randomUUID(),
    timestamp: new Date(view.now).toISOString(),
    anonymousId,
    context: {
      page: { url: view.url, path: url?.pathname, search: url?.search, referrer: view.referrer ?? "" },
      ...(locale !== null && { locale }),
      library: { name: "rfedge-proxy", version: "1" },
    },
  };
}
