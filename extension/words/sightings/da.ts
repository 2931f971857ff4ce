import type { SightingWords } from "./en.ts";

/** Danish. */
export const da: SightingWords = {
  title: "Hvem så på hvem",
  about: "Dag for dag, så længe sitet gemmer adfærd. Om en slettet bliver kun stående, at nogen så på vedkommende.",
  of: "Besøgende, med et hvilket som helst id",
  show: "Vis",
  how: {
    opened: "åbnet",
    listed: "på en liste",
    watched: "fulgt live",
    followed: "fulgte hele sitet live",
  },
  nobody: "ingen bestemt, eller en, der siden er slettet",
  none: "Intet er registreret.",
  older: "Tidligere dage",
};
