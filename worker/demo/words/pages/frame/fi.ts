import type { en } from "./en.ts";

export const fi: typeof en = {
  frame: {
    skip: "Siirry sisältöön",
    you: "Sinä",
    signIn: "Kirjaudu",
    basket: "Kori",
    language: "Kieli",
    shelves: "Hyllyt",
    notice: "Tiedote",
    banner: (post, freeFrom) =>
      `Kello 14 mennessä tilattu lähtee tänään. Posti ${post}, vähintään ${freeFrom} tilauksille maksuton.`,
    searchLabel: "Hae hyllyiltä",
    searchButton: "Hae",
    home: "Etusivu",
    whereYouAre: "Missä olet",
  },
  foot: {
    letterTitle: "Kirje kuun ensimmäisenä",
    letterText: "Mitä on uutta, mitä on taas saatavilla, ja yksi resepti. Ei muuta.",
    email: "Sähköposti",
    letterButton: "Lähettäkää kirje",
    postTitle: "Posti ja palautus",
    post: (post, freeFrom) =>
      `Royal Mail, kaksi työpäivää Britanniassa. ${post}, tai maksuton, kun tilaus on vähintään ${freeFrom}. Palauta mitä tahansa 30 päivän kuluessa.`,
    moreTitle: "Enemmän kuin kauppa",
    realTitle: "Onko tämä oikea kauppa?",
    real: "Valikoima on: 120 tavaraa, joita brittiläinen lahjakauppa myi eniten vuodessa. Kauppa on esittely: mitään ei veloiteta eikä postiteta.",
  },
  lifeBar: {
    label: "Esittely",
    line: "Esittely: elä asiakkaan elämä ja katso, miten sivu seuraa mukana.",
    hide: "Piilota",
    steps: "Vaiheet",
    browse: "Selaa",
    buy: "Osta",
    signIn: "Kirjaudu",
    startOver: "Aloita alusta",
    lives: {
      "signed-up": "Kirjautunut",
      "bought-yesterday": "Osti eilen",
      "bought-45": "Osti 45 päivää sitten",
      member: "Postipiirin jäsen",
      "orders-3": "3 tilausta",
      "orders-4": "4 suurta tilausta",
      "orders-5": "5 suurta tilausta",
      back: "Palasi 120 päivän jälkeen",
      "bought-100": "Osti 100 päivää sitten",
      "bought-200": "Osti 200 päivää sitten",
    },
  },
};
