import type { PanelWords } from "./en.ts";

/** Danish. */
export const da: PanelWords = {
  open: "Åbn sidepanelet",
  rooms: "Visninger",
  more: "Mere",

  page: { name: "Denne side" },
  content: { name: "Indhold" },

  visitor: {
    name: "Besøgende",
    notOn: "Ikke slået til her",
    noSite:
      "Åbn en side i din butik, og tryk på RFEdge på værktøjslinjen for at slå det til der. Imens kan du søge efter alle besøgende ovenfor.",
    kept: (ago) => `Sådan var det ${ago}. RFEdge spørges automatisk igen.`,
    search: "Søg efter besøgende",
    searchHint: "Navn, e-mail eller id",
    anySegment: "Alle segmenter",
    foundNobody: "Ingen passer.",
    found: (shown, all) => `${shown} af ${all}`,
    pinned: "Fastgjort",
    back: "Tilbage",
    onPage: "På denne side",
    pin: "Fastgør",
    unpin: "Frigør",

    zoom: {
      label: "Zoom",
      earlier: "Tidligere",
      later: "Senere",
      nearer: "Zoom ind",
      farther: "Zoom ud",
      shown: (from, to) => `${from} – ${to}`,
    },

    who: "Hvem det er",
    userId: "Bruger-id",
    devices: "Enheder",
    firstSeen: "Først set",
    lastSeen: "Senest set",
    visits: "Sessioner",
    pageViews: { one: "sidevisning", other: "sidevisninger" },
    audiences: "Målgrupper",
    pAlive: "Stadig kunde",
    conversion: "Køber sandsynligvis",

    orders: "Ordrer",
    noOrders: "Ingen ordre endnu.",
    olderOrders: "Ældre ordrer er udeladt.",
    cancelled: "annulleret",
    refunded: (amount) => `${amount} refunderet`,
    unconverted: (currency) => `ingen kurs for ${currency}: tæller som 0`,

    sessions: "Sessioner og hændelser",
    events: { one: "hændelse", other: "hændelser" },
    older: "Vis ældre",
    served: (snippet, slot) => `fik vist ”${snippet}” i ${slot}`,
    heldOut: (slot) => `i kontrolgruppen for ${slot}`,

    links: "Sammenkoblinger",
    noLinks: "Intet er koblet sammen: én enhed, én besøgende.",
    linkedBy: { identify: "ved login", alias: "ved et alias", marketer: "af en marketingmedarbejder" },
    unlink: "Frakobl",
    unlinked: "Frakoblet. Begge er igen dem, de ville være uden.",
    undo: "Kobl sammen igen",
    openOther: "Åbn den anden",
    linkWith: "Kobl sammen med en anden besøgende",
    otherId: "Et af den andens id’er",
    link: "Kobl sammen",
    needsEditor: "Dit token må se, men ikke koble sammen: Det kræver rollen editor.",
    notDone: "Det blev ikke gjort. Prøv igen.",

    privacy: {
      title: "Databeskyttelse",
      about: "Det, personen har ret til: at få at vide, hvad der er gemt om vedkommende, og at det forsvinder.",
      download: "Eksportér alt",
      downloaded: "Gemt som fil.",
      erase: "Slet denne person",
      warning:
        "Alt om personen og de enheder, der er koblet sammen med vedkommende, slettes overalt og for altid. Det kan ikke fortrydes. Platformens sikkerhedskopier forsvinder inden for 30 dage.",
      confirm: "Slet for altid",
      erased: "Slettet",
      people: { one: "besøgende", other: "besøgende" },
      pending: "En del har ikke svaret endnu: Resten dér slettes, så snart den svarer.",
      replays: (day) => `Det, der blev sendt før og sendes igen, afvises indtil ${day}.`,
      backups: (day) => `Sikkerhedskopier forsvinder senest ${day}.`,
      receipt: "Gem kvitteringen",
      done: "Luk",
      needsAdmin: "Dit token må se, men hverken eksportere eller slette: Det kræver rollen admin.",
    },
  },
};
