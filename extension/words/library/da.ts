import type { LibraryWords } from "./en.ts";

/** Danish. */
export const da: LibraryWords = {
  title: "Bibliotek",
  about: "Indhold, som snippets på enhver plads kan vise. Ændres det her, ændres det overalt, hvor det vises.",
  none: "Intet endnu: Læg en snippets indhold i biblioteket for at vise det på andre pladser også.",
  add: "Tilføj et stykke",
  pieceOf: (key) => `Bibliotek · ${key}`,
  shownBy: (snippets) => `Vises af ${snippets}`,
  unused: "Vises ikke nogen steder",
  uses: "Hvor det vises",
  remove: "Fjern dette stykke",
  inUse: "Det vises, så det kan ikke fjernes. Giv først disse snippets andet indhold:",
  put: "Læg i biblioteket",
  edit: "Rediger stykket",
  own: "Kopiér det for kun at ændre det her",
  taken: "Noget andet hedder allerede det.",
};
