import type { LibraryWords } from "./en.ts";

/** Finnish. */
export const fi: LibraryWords = {
  title: "Kirjasto",
  about: "Sisältöä, jota minkä tahansa paikan sisällöt voivat näyttää. Kun se muutetaan täällä, se muuttuu kaikkialla.",
  none: "Ei vielä mitään: vie jonkin sisällön teksti kirjastoon, niin sen voi näyttää muissakin paikoissa.",
  add: "Lisää kappale",
  pieceOf: (key) => `Kirjasto · ${key}`,
  shownBy: (snippets) => `Näyttäjiä: ${snippets}`,
  unused: "Ei näy missään",
  uses: "Missä se näkyy",
  remove: "Poista tämä kappale",
  inUse: "Se on käytössä, joten sitä ei voi poistaa. Anna ensin näille muuta sisältöä:",
  put: "Vie kirjastoon",
  edit: "Muokkaa kappaletta",
  own: "Kopioi ja muuta vain tässä",
  taken: "Jokin toinen on jo sen niminen.",
};
