import type { LibraryWords } from "./en.ts";

/** Dutch. */
export const nl: LibraryWords = {
  title: "Bibliotheek",
  about: "Inhoud die snippets van elke positie kunnen tonen. Hier gewijzigd, verandert die overal.",
  none: "Nog niets: zet de inhoud van een snippet in de bibliotheek om die ook op andere posities te tonen.",
  add: "Stuk toevoegen",
  pieceOf: (key) => `Bibliotheek · ${key}`,
  shownBy: (snippets) => `Getoond door ${snippets}`,
  unused: "Nergens getoond",
  uses: "Waar het getoond wordt",
  remove: "Dit stuk verwijderen",
  inUse: "Het wordt getoond en kan dus niet verwijderd worden. Geef eerst deze snippets andere inhoud:",
  put: "In de bibliotheek zetten",
  edit: "Stuk bewerken",
  own: "Kopiëren om alleen hier te wijzigen",
  taken: "Iets anders heet al zo.",
};
