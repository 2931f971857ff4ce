import type { PanelWords } from "./en.ts";

/** German. */
export const de: PanelWords = {
  open: "Seitenleiste öffnen",
  rooms: "Ansichten",
  more: "Mehr",

  page: { name: "Diese Seite" },
  content: { name: "Inhalte" },

  visitor: {
    name: "Besucher",
    notOn: "Hier nicht eingeschaltet",
    noSite:
      "Öffnen Sie eine Seite Ihres Shops und klicken Sie in der Symbolleiste auf RFEdge, um es dort einzuschalten. Bis dahin lässt sich oben jeder Besucher suchen.",
    kept: (ago) => `Stand: ${ago}. RFEdge wird automatisch erneut gefragt.`,
    search: "Besucher suchen",
    searchHint: "Name, E-Mail oder ID",
    anySegment: "Alle Segmente",
    foundNobody: "Niemand passt.",
    found: (shown, all) => `${shown} von ${all}`,
    pinned: "Angeheftet",
    back: "Zurück",
    onPage: "Auf dieser Seite",
    pin: "Anheften",
    unpin: "Lösen",

    zoom: {
      label: "Zoom",
      earlier: "Früher",
      later: "Später",
      nearer: "Vergrößern",
      farther: "Verkleinern",
      shown: (from, to) => `${from} – ${to}`,
    },

    who: "Wer das ist",
    userId: "Nutzer-ID",
    devices: "Geräte",
    firstSeen: "Zuerst gesehen",
    lastSeen: "Zuletzt gesehen",
    visits: "Sitzungen",
    pageViews: { one: "Seitenaufruf", other: "Seitenaufrufe" },
    audiences: "Zielgruppen",
    despiteSignal: "trotz Global Privacy Control",
    pAlive: "Noch Kunde",
    conversion: "Kauft wahrscheinlich",

    orders: "Bestellungen",
    noOrders: "Noch keine Bestellung.",
    olderOrders: "Ältere Bestellungen sind ausgelassen.",
    cancelled: "storniert",
    refunded: (amount) => `${amount} erstattet`,
    unconverted: (currency) => `kein Kurs für ${currency}: zählt als 0`,

    sessions: "Sitzungen und Ereignisse",
    events: { one: "Ereignis", other: "Ereignisse" },
    older: "Ältere anzeigen",
    served: (snippet, slot) => `„${snippet}“ in ${slot} ausgeliefert`,
    heldOut: (slot) => `in ${slot} in der Kontrollgruppe`,

    links: "Verknüpfungen",
    noLinks: "Nichts wurde verknüpft: ein Gerät, ein Besucher.",
    linkedBy: { identify: "durch Anmeldung", alias: "durch einen Alias", marketer: "durch das Marketing" },
    unlink: "Trennen",
    unlinked: "Getrennt. Beide sind wieder die, die sie ohne die Verknüpfung wären.",
    undo: "Wieder verknüpfen",
    openOther: "Anderen öffnen",
    linkWith: "Mit einem anderen Besucher verknüpfen",
    otherId: "Eine ID des anderen",
    link: "Verknüpfen",
    needsEditor: "Ihr Token darf ansehen, aber nicht verknüpfen: Dafür braucht es die Rolle editor.",
    notDone: "Es wurde nicht ausgeführt. Versuchen Sie es erneut.",

    privacy: {
      title: "Datenschutz",
      about:
        "Diese Person hat ein Recht auf eine Kopie von allem, was über sie gespeichert ist, und darauf, vergessen zu werden.",
      download: "Alles exportieren",
      downloaded: "Als Datei gespeichert.",
      erase: "Diese Person löschen",
      warning:
        "Alles über diese Person und die mit ihr verknüpften Geräte wird überall und endgültig gelöscht. Das lässt sich nicht rückgängig machen. Sicherungen der Plattform verschwinden innerhalb von 30 Tagen.",
      confirm: "Endgültig löschen",
      erased: "Gelöscht",
      people: { one: "Besucher", other: "Besucher" },
      pending: "Ein Teil hat noch nicht geantwortet: Was dort übrig ist, wird gelöscht, sobald er es tut.",
      replays: (day) => `Was vorher gesendet wurde und noch einmal kommt, wird bis ${day} abgewiesen.`,
      backups: (day) => `Sicherungen verschwinden bis ${day}.`,
      receipt: "Beleg speichern",
      done: "Schließen",
      needsAdmin: "Ihr Token darf ansehen, aber weder exportieren noch löschen: Dafür braucht es die Rolle admin.",
    },
  },
};
