import type { SightingWords } from "./en.ts";

/** Finnish. */
export const fi: SightingWords = {
  title: "Kuka katsoi ketä",
  about:
    "Päivittäin niin kauan kuin sivusto säilyttää käyttäytymistä. Poistetusta jää vain se, että häntä on katsottu.",
  of: "Kävijä, millä tahansa tunnuksella",
  show: "Näytä",
  how: {
    opened: "avasi",
    listed: "luettelossa",
    watched: "seurasi suorana",
    followed: "seurasi koko sivustoa suorana",
  },
  nobody: "ei ketään erityistä, tai joku sittemmin poistettu",
  none: "Mitään ei ole kirjattu.",
  older: "Aiempia päiviä",
};
