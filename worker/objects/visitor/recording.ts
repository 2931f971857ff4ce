import type { PublishedSite } from "../../publishedStore.ts";
import { erasedAnswer } from "./erasing.ts";
import { namingOf, placeOf, saidTo } from "./linking.ts";
import { nextEntry } from "./nextEntry.ts";
import type { RefusedIds } from "./refusedIds.ts";
import { type Serving, serveView } from "./serving.ts";
import type { VisitorState } from "./visitorLog.ts";
import type { RecordAnswer, RecordRequest } from "./visitorRequests.ts";

/** What messages come to in the log of whoever is here, and the decisions that a page view is answered with; or who is to be asked, or asked without what, instead. */
export function recordingOf(
  id: string,
  state: VisitorState,
  site: PublishedSite,
  request: RecordRequest,
  refused: RefusedIds,
): Serving | Exclude<RecordAnswer, { readonly kind: "recorded" }> {
  const erased = erasedAnswer(id, state, request, site.model);
  if (erased !== null) return erased;
  const place = placeOf(id, state, request.via);
  if ("kind" in place) return place;
  if (request.refused !== undefined) refused.add(request.refused, request.now);
  const naming = namingOf(id, state, request, (userId) => refused.has(userId, request.now));
  if ("kind" in naming) return naming;
  const recorded = nextEntry(state, site.model, saidTo(state, request, { ...place, ...naming }));
  return serveView(id, state, recorded, site, request);
}
