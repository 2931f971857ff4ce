import type { SightingWords } from "./en.ts";

/** Dutch. */
export const nl: SightingWords = {
  title: "Wie naar wie keek",
  about: "Per dag, zolang de site gedrag bewaart. Van wie is gewist, blijft alleen dat iemand ernaar keek.",
  of: "Bezoeker, met een willekeurig id",
  show: "Tonen",
  how: {
    opened: "geopend",
    listed: "in een lijst",
    watched: "live bekeken",
    followed: "volgde de hele site live",
  },
  nobody: "niemand in het bijzonder, of iemand die sindsdien is gewist",
  none: "Er is niets vastgelegd.",
  older: "Eerdere dagen",
};
