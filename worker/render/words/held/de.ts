import type { HeldWords } from "./en.ts";

/** What a visitor's own page says of what is held, in German. */
export const de: HeldWords = {
  held: "Was gespeichert ist",
  name: "Name hier",
  firstSeen: "Zuerst gesehen",
  lastSeen: "Zuletzt gesehen",
  visits: "Besuche",
  pageViews: "Seiten",
  orders: "Bestellungen",
  revenue: "Ausgegeben",
  traits: "Über Sie gesagt",
  group: "Ihre Gruppe",
  groupText: (name, date) =>
    `Sie sind in der Gruppe „${name}“ seit ${date}. Nach ihr kann die Website wählen, was sie Ihnen zeigt.`,
  earlier: "Frühere Gruppen",
  scores: "Ihre Punktwerte",
  scoresText:
    "Sie gehen von 1 (am wenigsten) bis 5 (am meisten). Jeder zählt etwas von Ihnen in einem Zeitraum und vergleicht es mit Grenzen, die die Website gesetzt hat, oder mit denen aller Besucher.",
  families: { rfm: "Käufe", rfe: "Beteiligung", rfd: "Dauer" },
  dimensions: {
    recency: "Tage seit dem letzten Mal",
    frequency: "wie oft",
    monetary: "wie viel ausgegeben",
    engagement: "Punkte für das, was Sie taten",
    duration: "wie lange",
    tenure: "Tage als Mitglied oder Abonnent",
  },
  value: "Gezählt",
  score: "Punktwert",
  orderList: "Ihre Bestellungen",
  refunded: "zurückgenommen",
  events: "Was zuletzt geschah",
  eventsText: "Alles steht in der Datei zum Herunterladen.",
  kinds: {
    page: "Seite",
    screen: "Ansicht",
    track: "Ereignis",
    identify: "Angemeldet",
    alias: "IDs zusammengeführt",
    group: "Gruppe",
  },
  consent: "Was Sie gewählt haben",
  yes: "ja",
  no: "nein",
};
