import type { OwnWords } from "./en.ts";

/** What a visitor's own page says, in German. */
export const de: OwnWords = {
  title: "Ihre Daten",
  at: (site) => `Ihre Daten bei ${site}`,
  lead: "Was diese Website von Ihren Besuchen und Einkäufen festgehalten hat, und was Sie damit tun können.",
  browser: "In diesem Browser",
  known: "Dieser Browser ist hier unter einer zufälligen Nummer bekannt. Was Sie hier tun, wird unter ihr gespeichert.",
  unknown: "Dieser Browser hat hier keine Nummer: Über ihn wird nichts gespeichert.",
  choice: {
    granted: "Sie haben der Aufzeichnung zugestimmt.",
    denied: "Sie haben abgelehnt: Nichts wird aufgezeichnet.",
    unknown: "Sie haben in diesem Browser nichts gewählt.",
    required:
      "Sie haben in diesem Browser nichts gewählt, und ohne Ihre Einwilligung zeichnet diese Website nichts auf.",
    signal: "Ihr Browser sendet Global Privacy Control. Das gilt als Ablehnung, bis Sie hier zustimmen.",
  },
  actions: {
    show: "Zeigen, was gespeichert ist",
    download: "Herunterladen (JSON)",
    refuse: "Nichts mehr aufzeichnen",
    refuseText:
      "Das Gespeicherte wird gelöscht, und in diesem Browser wird nichts mehr aufgezeichnet, bis Sie es erlauben.",
    allow: "Aufzeichnung erlauben",
    erase: "Gespeichertes löschen …",
    eraseText:
      "Seiten, Einkäufe, wie sie hier festgehalten sind, und Punktwerte verschwinden für immer. Rechnungen und andere Bücher der Website liegen anderswo und bleiben. Ändert sich sonst nichts, ist Ihr nächster Besuch der eines Fremden.",
    eraseNow: "Endgültig löschen",
  },
  nobody: "Über Sie ist hier nichts gespeichert.",
  unproven:
    "Dieser Browser gehört jemandem, der sich angemeldet hat. Damit es niemand anderes sieht, wird das Gespeicherte nur aus Ihrem Konto bei der Website gezeigt. Was aus diesem Browser kam, können Sie hier löschen.",
  failed: "Das ist nicht gelungen. Nichts wurde geändert. Bitte versuchen Sie es noch einmal.",
  foreign: "Das muss von dieser Seite selbst aus verlangt werden. Bitte benutzen Sie die Knöpfe unten.",
  erased: "Gelöscht",
  erasedText: (visitors, events, orders) =>
    `Für immer fort. Ereignisse: ${events}. Bestellungen: ${orders}. Profile: ${visitors}.`,
  erasedRest: (date) =>
    `Kopien, die die Plattform gegen Unfälle aufbewahrt, vergehen bis zum ${date}; sonst liest sie niemand.`,
  underway: "Ein Teil hat noch nicht geantwortet. Es wird versucht, bis es getan ist.",
  allowed: "Sie haben zugestimmt. Sie können das hier jederzeit zurücknehmen.",
  rights: "Wer es sieht, und wie lange",
  rightsText: (behaviour, customers) =>
    `Menschen dieser Website, die es dürfen, ihre eigenen Server und der Anbieter der Plattform. Was Sie tun, geht nach ${behaviour} Tagen, ein Kunde nach ${customers} Tagen Stille. Sie können widersprechen und sich bei der Datenschutzbehörde Ihres Wohnorts beschweren.`,
  language: "Sprache",
};
