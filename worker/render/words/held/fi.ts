import type { HeldWords } from "./en.ts";

/** What a visitor's own page says of what is held, in Finnish. */
export const fi: HeldWords = {
  held: "Säilytetyt tiedot",
  name: "Nimi täällä",
  firstSeen: "Nähty ensi kerran",
  lastSeen: "Nähty viimeksi",
  visits: "Käynnit",
  pageViews: "Sivut",
  orders: "Tilaukset",
  revenue: "Käytetty",
  traits: "Sinusta kerrottua",
  group: "Ryhmäsi",
  groupText: (name, date) =>
    `Olet ryhmässä ”${name}” ${date} alkaen. Sivusto voi valita sen mukaan, mitä näyttää sinulle.`,
  earlier: "Aiemmat ryhmät",
  scores: "Pisteesi",
  scoresText:
    "Asteikko on 1 (vähiten) – 5 (eniten). Jokainen laskee jotakin omaasi tietyltä ajalta ja vertaa sitä rajoihin, jotka sivusto on asettanut, tai kaikkien kävijöiden rajoihin.",
  families: { rfm: "Ostokset", rfe: "Osallistuminen", rfd: "Kesto" },
  dimensions: {
    recency: "päiviä edellisestä kerrasta",
    frequency: "kuinka usein",
    monetary: "kuinka paljon käytetty",
    engagement: "pisteitä tekemisistäsi",
    duration: "kuinka kauan",
    tenure: "päiviä jäsenenä tai tilaajana",
  },
  value: "Laskettu",
  score: "Pisteet",
  orderList: "Tilauksesi",
  refunded: "peruttu",
  events: "Mitä viimeksi tapahtui",
  eventsText: "Kaikki on ladattavassa tiedostossa.",
  kinds: {
    page: "Sivu",
    screen: "Näkymä",
    track: "Tapahtuma",
    identify: "Kirjautui",
    alias: "Tunnukset yhdistyivät",
    group: "Ryhmä",
  },
  consent: "Mitä valitsit",
  yes: "kyllä",
  no: "ei",
};
