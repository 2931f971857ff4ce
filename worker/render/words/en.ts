/** What a preview says of itself, in English. */
export const en = {
  locale: "en-GB",
  title: "Preview",
  as: {
    somebody: "You see this page as somebody who is here for the first time.",
    segment: (segment: string) => `You see this page as somebody in the segment ${segment}.`,
    visitor: (visitor: string, segment: string) => `You see this page as visitor ${visitor}, who is in ${segment}.`,
    visitorIn: (visitor: string, segment: string) => `You see this page as visitor ${visitor} would in ${segment}.`,
  },
  at: (instant: string) => `As of ${instant}.`,
  only: (slot: string) => `Only the slot ${slot} is filled.`,
  draft: "With the draft.",
  noDraft: "Nothing is drafted: as published.",
  published: "As published.",
  until: (time: string) => `Nothing is counted or stored. Ends at ${time}.`,
  slots: "What fills the slots",
  noSlots: "The site has no slots.",
  shows: (snippet: string) => `shows ${snippet}`,
  own: "keeps the page’s own content",
  outcomes: {
    rule: "its rule does not match",
    schedule: "not at this time",
    cap: "shown as often as it may be",
    outranked: "another comes first",
  },
  leave: "Leave the preview",
  refused: "No preview",
  reasons: {
    unauthenticated: "This preview has expired, or is not valid. You see the page as it is published.",
    unavailable: "The preview cannot be shown at the moment. You see the page as it is published.",
  },
};
export type PreviewWords = typeof en;
