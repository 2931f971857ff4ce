import { de as segments } from "#shared/segments/names/de";
import type { Words } from "./en.ts";
import { de as explanation } from "./explanation/de.ts";
import { de as slots } from "./slots/de.ts";

/** German. */
export const de: Words = {
  units: { day: "T", hour: "h", minute: "min", second: "s" },
  now: "jetzt",
  ago: (span) => `vor ${span}`,
  since: (span) => `seit ${span}`,
  none: "—",

  segments,
  segmentIsNow: (segment) => `Segment ist jetzt ${segment}`,
  causes: {
    event: "durch ein Ereignis",
    time: "durch Zeitablauf",
    model: "durch ein geändertes Modell",
    link: "durch Verknüpfung",
    unlink: "durch Trennung",
    refund: "durch eine Erstattung",
    import: "durch einen Import",
  },
  becomes: (segment, span) => `In ${span}: ${segment}, falls kein Kauf erfolgt`,
  becomesNow: (segment) => `Wechselt jetzt zu: ${segment}`,
  staysUntilEvent: "Zeit allein ändert hier nichts",

  families: {
    rfm: { name: "RFM", about: "Käufe" },
    rfe: { name: "RFE", about: "Engagement" },
    rfd: { name: "RFD", about: "Verbrachte Zeit" },
  },
  familiesOfScores: "Score-Familien",
  dimensions: {
    recency: "Aktualität",
    frequency: "Häufigkeit",
    monetary: "Kaufwert",
    engagement: "Engagement",
    duration: "Dauer",
  },
  tiers: {
    long: "lange her",
    medium: "mittel",
    short: "kürzlich",
    occasional: "gelegentlich",
    regular: "regelmäßig",
    often: "oft",
    thrifty: "sparsam",
    average: "normal",
    premium: "Premium",
    low: "niedrig",
    high: "hoch",
  },
  columns: { dimension: "Dimension", value: "Wert", score: "Score", tier: "Stufe", next: "Nächster" },
  scoreOf5: (score) => `${score} von 5`,
  noScore: "kein Score",
  next: (gap, score) => `${gap} → ${score}`,
  more: (amount) => `noch ${amount}`,
  after: (span) => `in ${span}`,
  orders: { one: "Bestellung", other: "Bestellungen" },
  sessions: { one: "Sitzung", other: "Sitzungen" },
  points: { one: "Punkt", other: "Punkte" },
  noOrdersYet: "Noch keine Bestellung: Käufe werden ab dem ersten bewertet.",

  prospect: "Interessent",
  customer: "Kunde",
  anonymous: "nicht angemeldet",
  lastOrder: (ago) => `letzte Bestellung ${ago}`,

  history: "Verlauf",
  chartLabel: (family) => `Segment und ${family}-Scores im Zeitverlauf`,
  chartHint: "Die Pfeiltasten lesen die Änderungen einzeln vor.",
  asTable: "Tabelle",
  asChart: "Diagramm",
  allTime: "Gesamter Zeitraum",
  when: "Wann",
  segment: "Segment",
  cause: "Ursache",
  noChangesYet: "Änderungen von Segment und Scores erscheinen hier, sobald sie eintreten.",

  explanation,
  slots,

  events: "Ereignisse",
  live: "live",
  notLive: "nicht live",
  noEventsYet: "Hier erscheint, was der Besucher tut und wie viele Punkte es bringt.",
  eventKinds: {
    page: "Seite",
    screen: "Ansicht",
    track: "Ereignis",
    identify: "Angemeldet",
    alias: "IDs zusammengeführt",
    group: "Gruppe",
  },
  loading: "Wird geladen…",

  overlay: "RFEdge: Besucher dieser Seite",
  open: "Details anzeigen",
  close: "Details schließen",
  hide: "Auf dieser Website ausblenden. RFEdge in der Symbolleiste zeigt es wieder an.",
  move: "Verschieben: ziehen oder eine Pfeiltaste drücken",
  settings: "Einstellungen",
  openSettings: "Einstellungen öffnen",
  retry: "Erneut versuchen",

  looking: { badge: "Suche läuft", title: "Besucher wird gesucht" },
  noVisitor: {
    badge: "Kein Besucher hier",
    title: "Diese Seite hat noch keinen Besucher",
    detail:
      "Weder das Tag von RFEdge noch das von Segment hat diesem Browser hier eine ID gegeben. Die Angaben erscheinen, sobald eines es tut: Prüfen Sie, ob das Tag auf der Seite ist und die Einwilligung es erlaubt.",
  },
  notConnected: {
    badge: "Nicht verbunden",
    title: "Noch nicht verbunden",
    detail: "Geben Sie an, wo Ihr RFEdge läuft und mit welchem Marketing-Token gelesen wird.",
  },
  troubles: {
    unreachable: {
      title: "RFEdge antwortet nicht",
      detail: (host) =>
        `Von ${host} kam keine Antwort. Der Shop funktioniert auch ohne und zeigt seine eigenen Inhalte.`,
    },
    refused: {
      title: "Das Token wird nicht akzeptiert",
      detail: (host) =>
        `${host} kennt dieses Marketing-Token nicht: Es wurde widerrufen, ist abgelaufen oder gehört zu einer anderen Website. Fordern Sie ein neues an und geben Sie es in den Einstellungen ein.`,
    },
    forbidden: {
      title: "Dieses Token darf keine Besucher lesen",
      detail: () =>
        "Nötig ist die Rolle viewer, editor oder admin. Fordern Sie ein solches Token an und geben Sie es in den Einstellungen ein.",
    },
    unknown: {
      title: "Noch nicht gesehen",
      detail: () =>
        "Dieser Browser hat eine ID, aber noch kein gespeichertes Ereignis. Die Angaben erscheinen mit dem ersten.",
    },
    unreadable: {
      title: "Die Antwort ist nicht lesbar",
      detail: (host) =>
        `${host} antwortet, aber nicht wie RFEdge. Prüfen Sie die Adresse in den Einstellungen; stimmt sie, braucht eine der beiden Seiten ein Update.`,
    },
    "not-allowed": {
      title: "Der Browser blockiert die Verbindung",
      detail: (host) =>
        `Die Erweiterung darf von ${host} nicht mehr lesen. Verbinden Sie sich in den Einstellungen erneut, um es zu erlauben.`,
    },
  },
  badges: {
    unreachable: "Keine Antwort",
    refused: "Token abgelehnt",
    forbidden: "Nicht erlaubt",
    unknown: "Noch nicht gesehen",
    unreadable: "Nicht lesbar",
    "not-allowed": "Blockiert",
  },
  stale: "RFEdge antwortet nicht: Die Zahlen können veraltet sein. Neuer Versuch läuft.",
};
