import type { RuleWords } from "./en.ts";

/** Finnish. */
export const fi: RuleWords = {
  joint: "Miten ehdot yhdistetään",
  joints: {
    all: "Kaikki nämä pätevät",
    any: "Jokin näistä pätee",
    none: "Mikään näistä ei päde",
    notAll: "Kaikki nämä eivät päde",
  },
  everyone: "Ei ehtoja: kaikki",
  empty: "Ei ehtoja: ei kukaan",
  not: "ei",
  fact: "Tieto",
  name: "Nimi",
  operator: "Vertailu",
  value: "Arvo",
  list: "pilkuin erotettuna",
  remove: "Poista ehto",
  addCondition: "Lisää ehto",
  addGroup: "Lisää ryhmä",
  written: "Sääntö JSON-muodossa",
  notJson: "Tämä ei ole JSONia.",
  days: "päivää",
  menu: {
    segment: "Segmentti",
    purchases: "Ostot",
    behaviour: "Käyttäytyminen",
    scores: "Pisteet",
    person: "Henkilö",
    arrival: "Kampanjat",
    page: "Sivu ja hetki",
  },
};
