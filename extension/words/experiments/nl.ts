import type { ExperimentWords } from "./en.ts";

/** Dutch. */
export const nl: ExperimentWords = {
  title: (name) => `Experiment ${name}`,
  begin: "Experiment beginnen",
  beginIn: (slot) => `in ${slot}`,
  about:
    "Bezoekers krijgen door toeval een van twee of meer snippets toebedeeld en houden die. De resultaten zeggen welke meer oplevert.",
  first: "Vergelijk",
  other: "met",
  copy: "Een kopie ervan, om te wijzigen",
  go: "Beginnen",
  name: "Naam van het experiment",
  snippets: "De snippets ervan",
  control: "de andere worden hiermee vergeleken",
  weight: (key) => `Gewicht van ${key}`,
  share: (share) => `${share} van de bezoekers`,
  leave: (key) => `${key} uit het experiment halen`,
  addSnippet: "Snippet toevoegen",
  holdoutHint: "Om ze ook met de eigen inhoud van de pagina te vergelijken. Het geldt voor de hele positie.",
  standings: {
    drafted: "Het begint wanneer u publiceert.",
    waiting: "Het begint op het tijdstip dat hieronder staat.",
    running: "Het loopt.",
    over: "De tijd ervan is voorbij.",
    redealt: "Het loopt. Zodra dit gepubliceerd is, wordt opnieuw verdeeld en begint het tellen opnieuw.",
  },
  dealt: (visitors, since) => `${visitors} geteld sinds ${since}.`,
  uneven: "De verdeling klopt niet: vertrouw de resultaten pas als de reden gevonden is.",
  results: "De resultaten",
  stop: "Experiment stoppen",
  keep: "Behouden",
  stopAbout:
    "Wat u behoudt, is daarna een snippet als elke andere; de overige worden verwijderd. Ongedaan maken haalt ze terug.",
  belongs: (name) => `Deel van experiment ${name}: voor wie en wanneer zijn gelijk voor al zijn snippets.`,
  open: "Experiment openen",
};
