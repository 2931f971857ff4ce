import { nl as segments } from "#shared/segments/names/nl";
import type { Words } from "./en.ts";
import { nl as explanation } from "./explanation/nl.ts";
import { nl as slots } from "./slots/nl.ts";

/** Dutch. */
export const nl: Words = {
  units: { day: "d", hour: "u", minute: "min", second: "s" },
  now: "nu",
  ago: (span) => `${span} geleden`,
  since: (span) => `al ${span}`,
  none: "—",

  segments,
  segmentIsNow: (segment) => `Segment is nu ${segment}`,
  causes: {
    event: "door een gebeurtenis",
    time: "door verloop van tijd",
    model: "door een gewijzigd model",
    link: "door koppelen",
    unlink: "door ontkoppelen",
    refund: "door een terugbetaling",
    import: "door een import",
  },
  becomes: (segment, span) => `Over ${span}: ${segment}, tenzij er iets wordt gekocht`,
  becomesNow: (segment) => `Gaat nu naar ${segment}`,
  staysUntilEvent: "Tijd alleen verandert hier niets",

  families: {
    rfm: { name: "RFM", about: "Aankopen" },
    rfe: { name: "RFE", about: "Betrokkenheid" },
    rfd: { name: "RFD", about: "Bestede tijd" },
  },
  familiesOfScores: "Scorefamilies",
  dimensions: {
    recency: "Recentheid",
    frequency: "Frequentie",
    monetary: "Besteding",
    engagement: "Betrokkenheid",
    duration: "Duur",
  },
  tiers: {
    long: "lang geleden",
    medium: "gemiddeld",
    short: "onlangs",
    occasional: "af en toe",
    regular: "regelmatig",
    often: "vaak",
    thrifty: "zuinig",
    average: "doorsnee",
    premium: "premium",
    low: "laag",
    high: "hoog",
  },
  columns: { dimension: "Dimensie", value: "Waarde", score: "Score", tier: "Niveau", next: "Volgende" },
  scoreOf5: (score) => `${score} van 5`,
  noScore: "geen score",
  next: (gap, score) => `${gap} → ${score}`,
  more: (amount) => `nog ${amount}`,
  after: (span) => `over ${span}`,
  orders: { one: "bestelling", other: "bestellingen" },
  sessions: { one: "sessie", other: "sessies" },
  points: { one: "punt", other: "punten" },
  noOrdersYet: "Nog geen bestelling: aankopen krijgen vanaf de eerste een score.",

  prospect: "Prospect",
  customer: "Klant",
  anonymous: "niet ingelogd",
  lastOrder: (ago) => `laatste bestelling ${ago}`,

  history: "Geschiedenis",
  chartLabel: (family) => `Segment en ${family}-scores in de tijd`,
  chartHint: "De pijltoetsen lezen de wijzigingen een voor een voor.",
  asTable: "Tabel",
  asChart: "Grafiek",
  allTime: "Hele periode",
  when: "Wanneer",
  segment: "Segment",
  cause: "Oorzaak",
  noChangesYet: "Hier komen wijzigingen van segment en scores te staan zodra ze er zijn.",

  explanation,
  slots,

  events: "Gebeurtenissen",
  live: "live",
  notLive: "niet live",
  noEventsYet: "Hier komt te staan wat de bezoeker doet en hoeveel punten dat oplevert.",
  eventKinds: {
    page: "Pagina",
    screen: "Scherm",
    track: "Gebeurtenis",
    identify: "Ingelogd",
    alias: "Id’s samengevoegd",
    group: "Groep",
  },
  loading: "Laden…",

  overlay: "RFEdge: bezoeker van deze pagina",
  open: "Details tonen",
  close: "Details sluiten",
  hide: "Verbergen op deze website. RFEdge op de werkbalk toont hem weer.",
  move: "Verplaatsen: sleep of druk op een pijltoets",
  settings: "Instellingen",
  openSettings: "Instellingen openen",
  retry: "Opnieuw proberen",

  looking: { badge: "Zoeken", title: "De bezoeker wordt gezocht" },
  noVisitor: {
    badge: "Geen bezoeker hier",
    title: "Deze pagina heeft nog geen bezoeker",
    detail:
      "Noch de tag van RFEdge noch die van Segment heeft deze browser hier een id gegeven. De gegevens verschijnen zodra een van beide dat doet: controleer of de tag op de pagina staat en de toestemming het toelaat.",
  },
  notConnected: {
    badge: "Niet verbonden",
    title: "Nog niet verbonden",
    detail: "Geef aan waar je RFEdge staat en met welk marketingtoken wordt gelezen.",
  },
  troubles: {
    unreachable: {
      title: "RFEdge antwoordt niet",
      detail: (host) => `Er kwam niets van ${host}. De winkel werkt ook zonder en toont zijn eigen inhoud.`,
    },
    refused: {
      title: "Het token wordt niet geaccepteerd",
      detail: (host) =>
        `${host} kent dit marketingtoken niet: het is ingetrokken, verlopen of hoort bij een andere site. Vraag een nieuw token aan en vul het in bij de instellingen.`,
    },
    forbidden: {
      title: "Dit token mag geen bezoekers lezen",
      detail: () =>
        "Het heeft de rol viewer, editor of admin nodig. Vraag zo’n token aan en vul het in bij de instellingen.",
    },
    unknown: {
      title: "Nog niet gezien",
      detail: () =>
        "Deze browser heeft een id, maar er is nog geen gebeurtenis van opgeslagen. De gegevens verschijnen zodra de eerste er is.",
    },
    unreadable: {
      title: "Het antwoord is niet te lezen",
      detail: (host) =>
        `${host} antwoordt, maar niet zoals RFEdge. Controleer het adres in de instellingen; klopt het, dan heeft een van de twee een update nodig.`,
    },
    "not-allowed": {
      title: "De browser blokkeert de verbinding",
      detail: (host) =>
        `De extensie mag niet meer lezen van ${host}. Maak in de instellingen opnieuw verbinding om het toe te staan.`,
    },
  },
  badges: {
    unreachable: "Geen antwoord",
    refused: "Token geweigerd",
    forbidden: "Niet toegestaan",
    unknown: "Nog niet gezien",
    unreadable: "Niet leesbaar",
    "not-allowed": "Geblokkeerd",
  },
  stale: "RFEdge antwoordt niet: deze cijfers kunnen verouderd zijn. Nieuwe poging volgt.",
};
