import type { ExperimentWords } from "./en.ts";

/** Finnish. */
export const fi: ExperimentWords = {
  title: (name) => `Koe ${name}`,
  begin: "Aloita koe",
  beginIn: (slot) => `paikassa ${slot}`,
  about:
    "Kävijöille arvotaan yksi kahdesta tai useammasta sisällöstä, ja he pitävät omansa. Tulokset kertovat, mikä niistä tuo enemmän.",
  first: "Vertaa",
  other: "toiseen",
  copy: "Sen kopio, muutettavaksi",
  go: "Aloita",
  name: "Kokeen nimi",
  snippets: "Sen sisällöt",
  control: "muita verrataan tähän",
  weight: (key) => `Painotus: ${key}`,
  share: (share) => `${share} kävijöistä`,
  leave: (key) => `Poista ${key} kokeesta`,
  addSnippet: "Lisää siihen sisältö",
  holdoutHint: "Jotta niitä voi verrata myös sivun omaan sisältöön. Koskee koko paikkaa.",
  standings: {
    drafted: "Se alkaa, kun julkaiset.",
    waiting: "Se alkaa alla annettuna aikana.",
    running: "Se on käynnissä.",
    over: "Sen aika on päättynyt.",
    redealt: "Se on käynnissä. Kun tämä julkaistaan, arvotaan uudelleen ja laskenta alkaa alusta.",
  },
  dealt: (visitors, since) => `${visitors} laskettu, alkaen ${since}.`,
  uneven: "Arvonta ei jakaudu niin kuin pitäisi: älä luota tuloksiin, ennen kuin syy on löytynyt.",
  results: "Sen tulokset",
  stop: "Lopeta koe",
  keep: "Pidä",
  stopAbout: "Se, jonka pidät, on sitten sisältö muiden joukossa, ja muut poistetaan. Kumoa palauttaa ne.",
  belongs: (name) => `Osa koetta ${name}: kenelle ja milloin ovat samat kaikille sen sisällöille.`,
  open: "Avaa koe",
};
