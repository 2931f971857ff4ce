import type { HeldWords } from "./en.ts";

/** What a visitor's own page says of what is held, in Dutch. */
export const nl: HeldWords = {
  held: "Wat bewaard is",
  name: "Naam hier",
  firstSeen: "Eerst gezien",
  lastSeen: "Laatst gezien",
  visits: "Bezoeken",
  pageViews: "Pagina’s",
  orders: "Bestellingen",
  revenue: "Uitgegeven",
  traits: "Over u gezegd",
  group: "Uw groep",
  groupText: (name, date) => `U zit in de groep “${name}” sinds ${date}. Daarnaar kan de site kiezen wat zij u toont.`,
  earlier: "Eerdere groepen",
  scores: "Uw scores",
  scoresText:
    "Ze gaan van 1 (minst) tot 5 (meest). Elk telt iets van u in een periode en vergelijkt het met grenzen die de site heeft gesteld, of met die van alle bezoekers.",
  families: { rfm: "Aankopen", rfe: "Betrokkenheid", rfd: "Duur" },
  dimensions: {
    recency: "dagen sinds de laatste keer",
    frequency: "hoe vaak",
    monetary: "hoeveel uitgegeven",
    engagement: "punten voor wat u deed",
    duration: "hoe lang",
  },
  value: "Geteld",
  score: "Score",
  orderList: "Uw bestellingen",
  refunded: "teruggenomen",
  events: "Wat het laatst gebeurde",
  eventsText: "Alles staat in de download.",
  consent: "Wat u koos",
  yes: "ja",
  no: "nee",
};
