import type { HeldWords } from "./en.ts";

/** What a visitor's own page says of what is held, in Danish. */
export const da: HeldWords = {
  held: "Hvad der er gemt",
  name: "Navn her",
  firstSeen: "Set første gang",
  lastSeen: "Set sidst",
  visits: "Besøg",
  pageViews: "Sider",
  orders: "Ordrer",
  revenue: "Brugt",
  traits: "Oplyst om dig",
  group: "Din gruppe",
  groupText: (name, date) =>
    `Du er i gruppen »${name}« siden ${date}. Efter den kan webstedet vælge, hvad det viser dig.`,
  earlier: "Tidligere grupper",
  scores: "Dine scorer",
  scoresText:
    "De går fra 1 (mindst) til 5 (mest). Hver tæller noget af dit i et tidsrum og sammenligner det med grænser, som webstedet har sat, eller med alle besøgendes.",
  families: { rfm: "Køb", rfe: "Engagement", rfd: "Varighed" },
  dimensions: {
    recency: "dage siden sidst",
    frequency: "hvor ofte",
    monetary: "hvor meget brugt",
    engagement: "point for det, du gjorde",
    duration: "hvor længe",
    tenure: "dage som medlem eller abonnent",
  },
  value: "Talt",
  score: "Score",
  orderList: "Dine ordrer",
  refunded: "taget tilbage",
  events: "Hvad der skete sidst",
  eventsText: "Det hele er i filen til hentning.",
  kinds: {
    page: "Side",
    screen: "Skærm",
    track: "Hændelse",
    identify: "Logget ind",
    alias: "Id’er samlet",
    group: "Gruppe",
  },
  consent: "Hvad du valgte",
  yes: "ja",
  no: "nej",
};
