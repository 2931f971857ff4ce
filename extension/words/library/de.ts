import type { LibraryWords } from "./en.ts";

/** German. */
export const de: LibraryWords = {
  title: "Bibliothek",
  about: "Inhalte, die Snippets jedes Slots zeigen können. Hier geändert, ändern sie sich überall.",
  none: "Noch nichts: Bringen Sie den Inhalt eines Snippets in die Bibliothek, um ihn auch in anderen Slots zu zeigen.",
  add: "Baustein hinzufügen",
  pieceOf: (key) => `Bibliothek · ${key}`,
  shownBy: (snippets) => `Gezeigt von: ${snippets}`,
  unused: "Nirgends gezeigt",
  uses: "Wo er gezeigt wird",
  remove: "Diesen Baustein entfernen",
  inUse: "Er wird gezeigt und lässt sich deshalb nicht entfernen. Geben Sie zuerst diesen Snippets anderen Inhalt:",
  put: "In die Bibliothek bringen",
  edit: "Baustein bearbeiten",
  own: "Kopieren, um nur hier zu ändern",
  taken: "So heißt schon etwas anderes.",
};
