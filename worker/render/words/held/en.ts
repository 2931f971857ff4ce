/** What a visitor's own page says of what is held, in English. */
export const en = {
  held: "What is held",
  name: "Name here",
  firstSeen: "First seen",
  lastSeen: "Last seen",
  visits: "Visits",
  pageViews: "Pages",
  orders: "Orders",
  revenue: "Spent",
  traits: "Said about you",
  group: "Your group",
  groupText: (name: string, date: string) =>
    `You are in the group “${name}” since ${date}. By it the site may choose what it shows you.`,
  earlier: "Earlier groups",
  scores: "Your scores",
  scoresText:
    "They go from 1 (least) to 5 (most). Each counts something of your own in a window of time and compares it with cuts that the site has set, or with those of all its visitors.",
  families: { rfm: "Purchases", rfe: "Engagement", rfd: "Duration" },
  dimensions: {
    recency: "days since the last time",
    frequency: "how often",
    monetary: "how much spent",
    engagement: "points for what you did",
    duration: "how long",
  },
  value: "Counted",
  score: "Score",
  orderList: "Your orders",
  refunded: "taken back",
  events: "What happened last",
  eventsText: "All of it is in the download.",
  consent: "What you chose",
  yes: "yes",
  no: "no",
};
export type HeldWords = typeof en;
