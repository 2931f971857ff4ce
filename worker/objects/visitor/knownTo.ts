import { factOf, segmentAt, standingIn } from "#shared/segments/segmentAt";
import { userIdsOf } from "#shared/visitor/visitor";
import type { PublishedSite } from "../../publishedStore.ts";
import { readDraft } from "./draftModel.ts";
import { limitedKnown } from "./serving.ts";
import { bucketIdOf, type Known, knownOf } from "./visitorAnswers.ts";
import type { VisitorState } from "./visitorLog.ts";
import type { KnownRequest, Preview } from "./visitorRequests.ts";

/** What a decision needs of a visitor: for themself, or for a marketer who looks at what they would see. */
export function knownTo(id: string, state: VisitorState, site: PublishedSite, request: KnownRequest): Known {
  const { preview } = request;
  return preview === undefined
    ? limitedKnown(knownOf(id, state, site.model, request), state, site, request)
    : previewedKnown(id, state, site, { ...request, preview });
}

/** By the same facts and rules. A read for the visitor is never earlier than the last; whoever looks may go back as far as anything is kept. */
function previewedKnown(
  id: string,
  state: VisitorState,
  site: PublishedSite,
  request: KnownRequest & { readonly preview: Preview },
): Known {
  const { now, facts } = request;
  const { draft, segment, isPersonal } = request.preview;
  const seen = draft === null ? site : { ...site, ...readDraft(draft, site.model.version + 1, site.model.at) };
  const own = segmentAt(state.visitor, seen.model, now);
  const standing = segment === null ? own : standingIn(own, segment, seen.model);
  const read = factOf(standing, seen.model);
  const known = {
    id,
    bucket: bucketIdOf(id, state),
    segment: standing.segment,
    facts: Object.fromEntries(facts.map((name) => [name, read(name)])),
    proven: isPersonal && userIdsOf(state.visitor).length > 0,
  };
  return limitedKnown(known, { ...state, walkedTo: now }, seen, request);
}
