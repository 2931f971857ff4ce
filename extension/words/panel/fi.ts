import type { PanelWords } from "./en.ts";

/** Finnish. */
export const fi: PanelWords = {
  open: "Avaa sivupaneeli",
  rooms: "Näkymät",
  more: "Lisää",

  page: { name: "Tämä sivu" },
  content: { name: "Sisältö" },

  visitor: {
    name: "Kävijä",
    notOn: "Ei päällä täällä",
    noSite:
      "Avaa kauppasi sivu ja kytke RFEdge päälle työkalurivin painikkeesta. Kenet tahansa kävijän voi sillä välin hakea yltä.",
    kept: (ago) => `Tilanne: ${ago}. RFEdgeltä kysytään uudelleen itsestään.`,
    search: "Hae kävijöitä",
    searchHint: "Nimi, sähköposti tai tunnus",
    anySegment: "Mikä tahansa segmentti",
    foundNobody: "Kukaan ei täsmää.",
    found: (shown, all) => `${shown} / ${all}`,
    pinned: "Kiinnitetyt",
    back: "Takaisin",
    onPage: "Tällä sivulla",
    pin: "Kiinnitä",
    unpin: "Irrota",

    zoom: {
      label: "Tarkennus",
      earlier: "Aiemmin",
      later: "Myöhemmin",
      nearer: "Lähennä",
      farther: "Loitonna",
      shown: (from, to) => `${from} – ${to}`,
    },

    who: "Kuka tämä on",
    userId: "Käyttäjätunnus",
    devices: "Laitteet",
    firstSeen: "Nähty ensi kerran",
    lastSeen: "Nähty viimeksi",
    visits: "Istunnot",
    pageViews: { one: "sivunäyttö", other: "sivunäyttöä" },
    audiences: "Yleisöt",
    pAlive: "Yhä asiakas",
    conversion: "Ostaa todennäköisesti",

    orders: "Tilaukset",
    noOrders: "Ei vielä tilauksia.",
    olderOrders: "Vanhemmat tilaukset on jätetty pois.",
    cancelled: "peruttu",
    refunded: (amount) => `${amount} palautettu`,
    unconverted: (currency) => `ei kurssia valuutalle ${currency}: lasketaan nollana`,

    sessions: "Istunnot ja tapahtumat",
    events: { one: "tapahtuma", other: "tapahtumaa" },
    older: "Näytä vanhempia",
    served: (snippet, slot) => `näytetty ”${snippet}” paikassa ${slot}`,
    heldOut: (slot) => `vertailussa paikassa ${slot}`,

    links: "Yhdistämiset",
    noLinks: "Mitään ei ole yhdistetty: yksi laite, yksi kävijä.",
    linkedBy: { identify: "kirjautumalla", alias: "aliaksella", marketer: "markkinoijan toimesta" },
    unlink: "Pura",
    unlinked: "Purettu. Molemmat ovat taas se, joka olisivat ilman yhdistämistä.",
    undo: "Yhdistä uudelleen",
    openOther: "Avaa toinen",
    linkWith: "Yhdistä toiseen kävijään",
    otherId: "Jokin toisen tunnuksista",
    link: "Yhdistä",
    needsEditor: "Tunnuksellasi voi katsella muttei yhdistää: siihen tarvitaan rooli editor.",
    notDone: "Ei onnistunut. Yritä uudelleen.",

    privacy: {
      title: "Tietosuoja",
      about: "Mihin tällä henkilöllä on oikeus: tietää kaikki, mitä hänestä on tallessa, ja saada se poistetuksi.",
      download: "Vie kaikki",
      downloaded: "Tallennettu tiedostoksi.",
      erase: "Poista tämä henkilö",
      warning:
        "Kaikki tästä henkilöstä ja häneen yhdistetyistä laitteista poistetaan kaikkialta lopullisesti. Poistoa ei voi perua. Alustan varmuuskopiot häviävät 30 päivän kuluessa.",
      confirm: "Poista lopullisesti",
      erased: "Poistettu",
      people: { one: "kävijä", other: "kävijää" },
      pending: "Yksi osa ei ole vielä vastannut: loput sieltä poistetaan heti, kun se vastaa.",
      replays: (day) => `Aiemmin lähetetty ja uudelleen tuleva torjutaan ${day} asti.`,
      backups: (day) => `Varmuuskopiot häviävät viimeistään ${day}.`,
      receipt: "Tallenna kuitti",
      done: "Sulje",
      needsAdmin: "Tunnuksellasi voi katsella muttei viedä eikä poistaa: siihen tarvitaan rooli admin.",
    },
  },
};
