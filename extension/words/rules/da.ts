import type { RuleWords } from "./en.ts";

/** Danish. */
export const da: RuleWords = {
  joint: "Hvordan betingelserne tages sammen",
  joints: {
    all: "Alle disse gælder",
    any: "Mindst én af disse gælder",
    none: "Ingen af disse gælder",
    notAll: "Ikke alle disse gælder",
  },
  everyone: "Ingen betingelse: alle",
  empty: "Ingen betingelse: ingen passer",
  not: "ikke",
  fact: "Kendetegn",
  name: "Navn",
  operator: "Sammenligning",
  value: "Værdi",
  list: "adskilt med komma",
  remove: "Fjern betingelse",
  addCondition: "Tilføj betingelse",
  addGroup: "Tilføj gruppe",
  written: "Regel som JSON",
  notJson: "Dette er ikke JSON.",
  days: "dage",
  menu: {
    segment: "Segment",
    purchases: "Køb",
    behaviour: "Adfærd",
    scores: "Scorer",
    person: "Person",
    arrival: "Kampagner",
    page: "Side og øjeblik",
  },
};
