/** The sentences of the side panel. */
export const en = {
  open: "Open side panel",
  rooms: "Rooms",
  more: "More",

  page: { name: "This page" },
  content: { name: "Content" },

  visitor: {
    name: "Visitor",
    notOn: "Not on here",
    noSite:
      "Open a page of your shop, and press RFEdge in the toolbar to turn it on there. Any visitor can be searched for above meanwhile.",
    kept: (ago: string) => `As it was ${ago}. RFEdge is asked again by itself.`,
    search: "Search visitors",
    searchHint: "Name, e-mail or id",
    anySegment: "Any segment",
    foundNobody: "Nobody fits.",
    found: (shown: string, all: string) => `${shown} of ${all}`,
    pinned: "Pinned",
    back: "Back",
    onPage: "On this page",
    pin: "Pin",
    unpin: "Unpin",

    zoom: {
      label: "Zoom",
      earlier: "Earlier",
      later: "Later",
      nearer: "Zoom in",
      farther: "Zoom out",
      shown: (from: string, to: string) => `${from} – ${to}`,
    },

    who: "Who this is",
    userId: "User id",
    devices: "Devices",
    firstSeen: "First seen",
    lastSeen: "Last seen",
    visits: "Sessions",
    pageViews: { one: "page view", other: "page views" },
    audiences: "Audiences",
    pAlive: "Still a customer",
    conversion: "Likely to buy",

    orders: "Orders",
    noOrders: "No order yet.",
    olderOrders: "Older orders are left out.",
    cancelled: "cancelled",
    refunded: (amount: string) => `${amount} refunded`,
    unconverted: (currency: string) => `no rate for ${currency}: counts as 0`,

    sessions: "Sessions and events",
    events: { one: "event", other: "events" },
    older: "Show older",
    served: (snippet: string, slot: string) => `served “${snippet}” in ${slot}`,
    heldOut: (slot: string) => `held out in ${slot}`,

    links: "Links",
    noLinks: "Nothing was linked: one device, one visitor.",
    linkedBy: { identify: "by signing in", alias: "by an alias", marketer: "by a marketer" },
    unlink: "Unlink",
    unlinked: "Unlinked. Both are again who they would be without it.",
    undo: "Link again",
    openOther: "Open the other",
    linkWith: "Link with another visitor",
    otherId: "Any id of the other",
    link: "Link",
    needsEditor: "Your token may look, but not link: that needs the role editor.",
    notDone: "It was not done. Try again.",

    privacy: {
      title: "Data protection",
      about: "What this person has a right to: to know all that is held about them, and that it goes.",
      download: "Export everything",
      downloaded: "Saved as a file.",
      erase: "Erase this person",
      warning:
        "Everything about this person and the devices linked to them goes, everywhere and for good. It cannot be undone. Backups of the platform fade within 30 days.",
      confirm: "Erase for good",
      erased: "Erased",
      people: { one: "visitor", other: "visitors" },
      pending: "A part has not answered yet: what is left there is erased as soon as it does.",
      replays: (day: string) => `What was said before and is sent again is refused until ${day}.`,
      backups: (day: string) => `Backups fade by ${day}.`,
      receipt: "Save the receipt",
      done: "Close",
      needsAdmin: "Your token may look, but neither export nor erase: that needs the role admin.",
    },
  },
};

export type PanelWords = typeof en;
