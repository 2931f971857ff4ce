import type { ExperimentWords } from "./en.ts";

/** German. */
export const de: ExperimentWords = {
  title: (name) => `Experiment ${name}`,
  begin: "Experiment beginnen",
  beginIn: (slot) => `in ${slot}`,
  about:
    "Besuchern werden zwei oder mehr Snippets durch Zufall zugeteilt, und sie behalten ihres. Die Ergebnisse sagen, welches mehr bringt.",
  first: "Vergleichen",
  other: "mit",
  copy: "Einer Kopie davon, zum Ändern",
  go: "Beginnen",
  name: "Name des Experiments",
  snippets: "Seine Snippets",
  control: "damit werden die anderen verglichen",
  weight: (key) => `Gewicht von ${key}`,
  share: (share) => `${share} der Besucher`,
  leave: (key) => `${key} aus dem Experiment nehmen`,
  addSnippet: "Snippet hinzufügen",
  holdoutHint: "Um sie auch mit dem eigenen Inhalt der Seite zu vergleichen. Gilt für den ganzen Slot.",
  standings: {
    drafted: "Es beginnt, wenn Sie veröffentlichen.",
    waiting: "Es beginnt zur unten angegebenen Zeit.",
    running: "Es läuft.",
    over: "Seine Zeit ist vorbei.",
    redealt: "Es läuft. Mit der Veröffentlichung wird neu zugeteilt, und die Zählung beginnt von vorn.",
  },
  dealt: (visitors, since) => `${visitors} gezählt seit ${since}.`,
  uneven: "Die Zuteilung stimmt nicht: Trauen Sie den Ergebnissen erst, wenn der Grund gefunden ist.",
  results: "Seine Ergebnisse",
  stop: "Experiment beenden",
  keep: "Behalten",
  stopAbout:
    "Was Sie behalten, ist dann ein Snippet wie jedes andere; die übrigen werden entfernt. „Rückgängig“ holt sie zurück.",
  belongs: (name) => `Teil des Experiments ${name}: Für wen und wann gilt für alle seine Snippets.`,
  open: "Experiment öffnen",
};
