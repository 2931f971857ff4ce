import { fi as segments } from "#shared/segments/names/fi";
import type { Words } from "./en.ts";
import { fi as explanation } from "./explanation/fi.ts";
import { fi as slots } from "./slots/fi.ts";

/** Finnish. */
export const fi: Words = {
  units: { day: "pv", hour: "t", minute: "min", second: "s" },
  now: "nyt",
  ago: (span) => `${span} sitten`,
  since: (span) => `${span} ajan`,
  none: "—",

  segments,
  segmentIsNow: (segment) => `Segmentti on nyt ${segment}`,
  causes: {
    event: "tapahtumasta",
    time: "ajan kuluessa",
    model: "mallin muutoksesta",
    link: "yhdistämisestä",
    unlink: "erottamisesta",
    refund: "hyvityksestä",
    import: "tuonnista",
  },
  becomes: (segment, span) => `${span} kuluttua ${segment}, ellei osta`,
  becomesNow: (segment) => `Muuttuu nyt: ${segment}`,
  staysUntilEvent: "Pelkkä aika ei muuta mitään",

  families: {
    rfm: { name: "RFM", about: "Ostot" },
    rfe: { name: "RFE", about: "Sitoutuminen" },
    rfd: { name: "RFD", about: "Käytetty aika" },
  },
  familiesOfScores: "Pisteiden perheet",
  dimensions: {
    recency: "Tuoreus",
    frequency: "Tiheys",
    monetary: "Raha",
    engagement: "Sitoutuminen",
    duration: "Kesto",
  },
  tiers: {
    long: "kauan sitten",
    medium: "keskitaso",
    short: "äskettäin",
    occasional: "satunnainen",
    regular: "säännöllinen",
    often: "tiheä",
    thrifty: "säästeliäs",
    average: "keskiverto",
    premium: "premium",
    low: "matala",
    high: "korkea",
  },
  columns: { dimension: "Ulottuvuus", value: "Arvo", score: "Pisteet", tier: "Taso", next: "Seuraava" },
  scoreOf5: (score) => `${score} / 5`,
  noScore: "ei pisteitä",
  next: (gap, score) => `${gap} → ${score}`,
  more: (amount) => `vielä ${amount}`,
  after: (span) => `${span} päästä`,
  orders: { one: "tilaus", other: "tilausta" },
  sessions: { one: "istunto", other: "istuntoa" },
  points: { one: "piste", other: "pistettä" },
  noOrdersYet: "Ei vielä tilausta: ostot pisteytetään ensimmäisestä alkaen.",

  prospect: "Prospekti",
  customer: "Asiakas",
  anonymous: "ei kirjautunut",
  lastOrder: (ago) => `viimeisin tilaus ${ago}`,

  history: "Historia",
  chartLabel: (family) => `Segmentti ja ${family}-pisteet ajan mukaan`,
  chartHint: "Nuolinäppäimet lukevat muutokset yksi kerrallaan.",
  asTable: "Taulukko",
  asChart: "Kaavio",
  allTime: "Koko aika",
  when: "Milloin",
  segment: "Segmentti",
  cause: "Syy",
  noChangesYet: "Segmentin ja pisteiden muutokset näkyvät tässä sitä mukaa kuin niitä tulee.",

  explanation,
  slots,

  events: "Tapahtumat",
  live: "suorana",
  notLive: "ei suorana",
  noEventsYet: "Kävijän teot näkyvät tässä ansaittuine pisteineen.",
  eventKinds: {
    page: "Sivu",
    screen: "Näkymä",
    track: "Tapahtuma",
    identify: "Kirjautui",
    alias: "Tunnukset yhdistyivät",
    group: "Ryhmä",
  },
  loading: "Luetaan…",

  overlay: "RFEdge: sivun kävijä",
  open: "Näytä tiedot",
  close: "Sulje tiedot",
  hide: "Piilota tällä sivustolla. Työkalupalkin RFEdge tuo sen takaisin.",
  move: "Siirrä: vedä tai paina nuolinäppäintä",
  settings: "Asetukset",
  openSettings: "Avaa asetukset",
  retry: "Yritä uudelleen",

  looking: { badge: "Haetaan", title: "Haetaan kävijää" },
  noVisitor: {
    badge: "Ei kävijää",
    title: "Tällä sivulla ei ole vielä kävijää",
    detail:
      "RFEdgen eikä Segmentin tunniste ole antanut tälle selaimelle tunnusta täällä. Tiedot tulevat näkyviin heti, kun tunnus on: tarkista, että tunniste on sivulla ja suostumus sallii sen.",
  },
  notConnected: {
    badge: "Ei yhteyttä",
    title: "Yhteyttä ei ole vielä määritetty",
    detail: "Kerro, missä RFEdgesi on ja millä markkinoijan avaimella sitä luetaan.",
  },
  troubles: {
    unreachable: {
      title: "RFEdge ei vastaa",
      detail: (host) => `Osoitteesta ${host} ei tullut mitään. Kauppa toimii ilmankin ja näyttää oman sisältönsä.`,
    },
    refused: {
      title: "Avain ei kelpaa",
      detail: (host) =>
        `${host} ei tunne tätä markkinoijan avainta: se on peruttu, vanhentunut tai kuuluu toiselle sivustolle. Pyydä uusi ja anna se asetuksissa.`,
    },
    forbidden: {
      title: "Tällä avaimella ei saa lukea kävijöitä",
      detail: () => "Avaimella pitää olla rooli viewer, editor tai admin. Pyydä sellainen ja anna se asetuksissa.",
    },
    unknown: {
      title: "Ei vielä nähty",
      detail: () =>
        "Selaimella on tunnus, mutta siitä ei ole vielä tallennettu yhtään tapahtumaa. Tiedot tulevat näkyviin heti ensimmäisen jälkeen.",
    },
    unreadable: {
      title: "Vastausta ei voi lukea",
      detail: (host) =>
        `${host} vastaa, mutta ei niin kuin RFEdge. Tarkista osoite asetuksista; jos se on oikein, jompikumpi kaipaa päivitystä.`,
    },
    "not-allowed": {
      title: "Selain estää yhteyden",
      detail: (host) => `Laajennus ei saa enää lukea osoitteesta ${host}. Salli se yhdistämällä uudelleen asetuksissa.`,
    },
  },
  badges: {
    unreachable: "Ei vastausta",
    refused: "Avain ei kelpaa",
    forbidden: "Ei oikeutta",
    unknown: "Ei vielä nähty",
    unreadable: "Ei luettavissa",
    "not-allowed": "Estetty",
  },
  stale: "RFEdge ei vastaa: luvut voivat olla vanhoja. Yritetään uudelleen.",
};
