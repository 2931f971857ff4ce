import { da as segments } from "#shared/segments/names/da";
import type { Words } from "./en.ts";
import { da as explanation } from "./explanation/da.ts";
import { da as slots } from "./slots/da.ts";

/** Danish. */
export const da: Words = {
  units: { day: "d", hour: "t", minute: "min", second: "s" },
  now: "nu",
  ago: (span) => `for ${span} siden`,
  since: (span) => `i ${span}`,
  none: "—",

  segments,
  segmentIsNow: (segment) => `Segmentet er nu ${segment}`,
  causes: {
    event: "ved en hændelse",
    time: "fordi tiden er gået",
    model: "ved en ændret model",
    link: "ved sammenkobling",
    unlink: "ved frakobling",
    refund: "ved en refundering",
    import: "ved en import",
  },
  becomes: (segment, span) => `Om ${span}: ${segment}, medmindre der købes`,
  becomesNow: (segment) => `Skifter nu til ${segment}`,
  staysUntilEvent: "Tiden alene ændrer ikke noget",

  families: {
    rfm: { name: "RFM", about: "Køb" },
    rfe: { name: "RFE", about: "Engagement" },
    rfd: { name: "RFD", about: "Brugt tid" },
  },
  familiesOfScores: "Scorefamilier",
  dimensions: {
    recency: "Nylighed",
    frequency: "Frekvens",
    monetary: "Beløb",
    engagement: "Engagement",
    duration: "Varighed",
  },
  tiers: {
    long: "længe siden",
    medium: "middel",
    short: "for nylig",
    occasional: "af og til",
    regular: "jævnligt",
    often: "ofte",
    thrifty: "sparsom",
    average: "almindelig",
    premium: "premium",
    low: "lav",
    high: "høj",
  },
  columns: { dimension: "Dimension", value: "Værdi", score: "Score", tier: "Niveau", next: "Næste" },
  scoreOf5: (score) => `${score} af 5`,
  noScore: "ingen score",
  next: (gap, score) => `${gap} → ${score}`,
  more: (amount) => `${amount} mere`,
  after: (span) => `om ${span}`,
  orders: { one: "ordre", other: "ordrer" },
  sessions: { one: "session", other: "sessioner" },
  points: { one: "point", other: "point" },
  noOrdersYet: "Ingen ordre endnu: Køb får en score fra og med det første.",

  prospect: "Kundeemne",
  customer: "Kunde",
  anonymous: "ikke logget ind",
  lastOrder: (ago) => `seneste ordre ${ago}`,

  history: "Historik",
  chartLabel: (family) => `Segment og ${family}-scorer over tid`,
  chartHint: "Piletasterne læser ændringerne op én for én.",
  asTable: "Tabel",
  asChart: "Diagram",
  allTime: "Hele perioden",
  when: "Hvornår",
  segment: "Segment",
  cause: "Årsag",
  noChangesYet: "Her vises ændringer i segment og scorer, når de sker.",

  explanation,
  slots,

  events: "Hændelser",
  live: "live",
  notLive: "ikke live",
  noEventsYet: "Her vises, hvad den besøgende gør, og hvor mange point det giver.",
  eventKinds: {
    page: "Side",
    screen: "Skærm",
    track: "Hændelse",
    identify: "Logget ind",
    alias: "Id’er samlet",
    group: "Gruppe",
  },
  loading: "Henter…",

  overlay: "RFEdge: sidens besøgende",
  open: "Vis detaljer",
  close: "Luk detaljer",
  hide: "Skjul på dette websted. RFEdge på værktøjslinjen viser den igen.",
  move: "Flyt: træk, eller tryk på en piletast",
  settings: "Indstillinger",
  openSettings: "Åbn indstillinger",
  retry: "Prøv igen",

  looking: { badge: "Søger", title: "Søger efter den besøgende" },
  noVisitor: {
    badge: "Ingen besøgende her",
    title: "Siden har ingen besøgende endnu",
    detail:
      "Hverken RFEdges tag eller Segments har givet denne browser et id her. Oplysningerne vises, så snart et af dem gør det: Tjek, at tagget er på siden, og at samtykket tillader det.",
  },
  notConnected: {
    badge: "Ingen forbindelse",
    title: "Ikke forbundet endnu",
    detail: "Angiv, hvor din RFEdge er, og hvilket marketingtoken der skal læses med.",
  },
  troubles: {
    unreachable: {
      title: "RFEdge svarer ikke",
      detail: (host) => `Der kom intet svar fra ${host}. Butikken fungerer uden og viser sit eget indhold.`,
    },
    refused: {
      title: "Tokenet godkendes ikke",
      detail: (host) =>
        `${host} kender ikke dette marketingtoken: Det er tilbagekaldt, udløbet eller hører til et andet site. Bed om et nyt, og angiv det i indstillingerne.`,
    },
    forbidden: {
      title: "Tokenet må ikke læse besøgende",
      detail: () => "Det skal have rollen viewer, editor eller admin. Bed om et, og angiv det i indstillingerne.",
    },
    unknown: {
      title: "Ikke set endnu",
      detail: () =>
        "Browseren har et id, men der er endnu ikke gemt nogen hændelse fra den. Oplysningerne vises, så snart den første er gemt.",
    },
    unreadable: {
      title: "Svaret kan ikke læses",
      detail: (host) =>
        `${host} svarer, men ikke som RFEdge. Tjek adressen i indstillingerne; er den rigtig, skal en af de to opdateres.`,
    },
    "not-allowed": {
      title: "Browseren blokerer forbindelsen",
      detail: (host) =>
        `Udvidelsen må ikke længere læse fra ${host}. Opret forbindelsen igen i indstillingerne for at tillade det.`,
    },
  },
  badges: {
    unreachable: "Intet svar",
    refused: "Token afvist",
    forbidden: "Ikke tilladt",
    unknown: "Ikke set endnu",
    unreadable: "Kan ikke læses",
    "not-allowed": "Blokeret",
  },
  stale: "RFEdge svarer ikke: Tallene kan være gamle. Prøver igen.",
};
