import type { SightingWords } from "./en.ts";

/** German. */
export const de: SightingWords = {
  title: "Wer sich wen angesehen hat",
  about: "Tag für Tag, solange die Website Verhalten speichert. Von Gelöschten bleibt nur, dass sie angesehen wurden.",
  of: "Besucher, mit irgendeiner Kennung",
  show: "Zeigen",
  how: {
    opened: "geöffnet",
    listed: "in einer Liste",
    watched: "live beobachtet",
    followed: "verfolgte die ganze Website live",
  },
  nobody: "niemand Bestimmtes, oder jemand, der seither gelöscht wurde",
  none: "Nichts ist verzeichnet.",
  older: "Frühere Tage",
};
