import type { RuleWords } from "./en.ts";

/** Dutch. */
export const nl: RuleWords = {
  joint: "Hoe de voorwaarden samen gelden",
  joints: {
    all: "Al deze gelden",
    any: "Minstens één hiervan geldt",
    none: "Geen van deze geldt",
    notAll: "Niet al deze gelden",
  },
  everyone: "Geen voorwaarde: iedereen",
  empty: "Geen voorwaarde: niemand past",
  not: "niet",
  fact: "Kenmerk",
  name: "Naam",
  operator: "Vergelijking",
  value: "Waarde",
  list: "met komma’s ertussen",
  remove: "Voorwaarde verwijderen",
  addCondition: "Voorwaarde toevoegen",
  addGroup: "Groep toevoegen",
  written: "Regel als JSON",
  notJson: "Dit is geen JSON.",
  days: "dagen",
  menu: {
    segment: "Segment",
    purchases: "Aankopen",
    behaviour: "Gedrag",
    scores: "Scores",
    person: "Persoon",
    arrival: "Campagnes",
    page: "Pagina en moment",
  },
};
