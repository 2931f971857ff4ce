import type { PanelWords } from "./en.ts";

/** Dutch. */
export const nl: PanelWords = {
  open: "Zijpaneel openen",
  rooms: "Weergaven",
  more: "Meer",

  page: { name: "Deze pagina" },
  content: { name: "Inhoud" },

  visitor: {
    name: "Bezoeker",
    notOn: "Staat hier niet aan",
    noSite:
      "Open een pagina van je winkel en klik op RFEdge op de werkbalk om het daar aan te zetten. Intussen kun je hierboven elke bezoeker zoeken.",
    kept: (ago) => `Zoals het was: ${ago}. RFEdge wordt vanzelf opnieuw gevraagd.`,
    search: "Bezoekers zoeken",
    searchHint: "Naam, e-mail of id",
    anySegment: "Alle segmenten",
    foundNobody: "Niemand past.",
    found: (shown, all) => `${shown} van ${all}`,
    pinned: "Vastgezet",
    back: "Terug",
    onPage: "Op deze pagina",
    pin: "Vastzetten",
    unpin: "Losmaken",

    zoom: {
      label: "Zoom",
      earlier: "Eerder",
      later: "Later",
      nearer: "Inzoomen",
      farther: "Uitzoomen",
      shown: (from, to) => `${from} – ${to}`,
    },

    who: "Wie dit is",
    userId: "Gebruikers-id",
    devices: "Apparaten",
    firstSeen: "Eerst gezien",
    lastSeen: "Laatst gezien",
    visits: "Sessies",
    pageViews: { one: "paginaweergave", other: "paginaweergaven" },
    audiences: "Doelgroepen",
    despiteSignal: "ondanks Global Privacy Control",
    pAlive: "Nog klant",
    conversion: "Koopt waarschijnlijk",

    orders: "Bestellingen",
    noOrders: "Nog geen bestelling.",
    olderOrders: "Oudere bestellingen zijn weggelaten.",
    cancelled: "geannuleerd",
    refunded: (amount) => `${amount} terugbetaald`,
    unconverted: (currency) => `geen koers voor ${currency}: telt als 0`,

    sessions: "Sessies en gebeurtenissen",
    events: { one: "gebeurtenis", other: "gebeurtenissen" },
    older: "Oudere tonen",
    served: (snippet, slot) => `“${snippet}” getoond in ${slot}`,
    heldOut: (slot) => `in de controlegroep van ${slot}`,

    links: "Koppelingen",
    noLinks: "Er is niets gekoppeld: één apparaat, één bezoeker.",
    linkedBy: { identify: "door in te loggen", alias: "door een alias", marketer: "door een marketeer" },
    unlink: "Ontkoppelen",
    unlinked: "Ontkoppeld. Beiden zijn weer wie ze zonder de koppeling zouden zijn.",
    undo: "Opnieuw koppelen",
    openOther: "De andere openen",
    linkWith: "Koppelen met een andere bezoeker",
    otherId: "Een id van de ander",
    link: "Koppelen",
    needsEditor: "Je token mag kijken, maar niet koppelen: daarvoor is de rol editor nodig.",
    notDone: "Het is niet uitgevoerd. Probeer het opnieuw.",

    privacy: {
      title: "Gegevensbescherming",
      about:
        "Deze persoon heeft recht op een kopie van alles wat over hem of haar is bewaard, en om vergeten te worden.",
      download: "Alles exporteren",
      downloaded: "Als bestand opgeslagen.",
      erase: "Deze persoon wissen",
      warning:
        "Alles over deze persoon en de gekoppelde apparaten wordt overal en voorgoed gewist. Dat kan niet ongedaan worden gemaakt. Back-ups van het platform verdwijnen binnen 30 dagen.",
      confirm: "Voorgoed wissen",
      erased: "Gewist",
      people: { one: "bezoeker", other: "bezoekers" },
      pending: "Een deel heeft nog niet geantwoord: wat daar over is, wordt gewist zodra het antwoordt.",
      replays: (day) => `Wat eerder is verstuurd en opnieuw komt, wordt geweigerd tot ${day}.`,
      backups: (day) => `Back-ups verdwijnen uiterlijk ${day}.`,
      receipt: "Bewijs opslaan",
      done: "Sluiten",
      needsAdmin: "Je token mag kijken, maar niet exporteren of wissen: daarvoor is de rol admin nodig.",
    },
  },
};
