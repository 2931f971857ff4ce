import type { RuleWords } from "./en.ts";

/** German. */
export const de: RuleWords = {
  joint: "Wie die Bedingungen zusammenwirken",
  joints: {
    all: "Alle davon treffen zu",
    any: "Mindestens eine davon trifft zu",
    none: "Keine davon trifft zu",
    notAll: "Nicht alle davon treffen zu",
  },
  everyone: "Keine Bedingung: alle",
  empty: "Keine Bedingung: niemand passt",
  not: "nicht",
  fact: "Merkmal",
  name: "Name",
  operator: "Vergleich",
  value: "Wert",
  list: "durch Komma getrennt",
  remove: "Bedingung entfernen",
  addCondition: "Bedingung hinzufügen",
  addGroup: "Gruppe hinzufügen",
  written: "Regel als JSON",
  notJson: "Das ist kein JSON.",
  days: "Tage",
  menu: {
    segment: "Segment",
    purchases: "Käufe",
    behaviour: "Verhalten",
    scores: "Scores",
    person: "Person",
    arrival: "Kampagnen",
    page: "Seite und Moment",
  },
};
