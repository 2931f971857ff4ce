import type { OwnWords } from "./en.ts";

/** What a visitor's own page says, in Finnish. */
export const fi: OwnWords = {
  title: "Omat tietosi",
  at: (site) => `Omat tietosi: ${site}`,
  lead: "Mitä tämä sivusto on tallentanut käynneistäsi ja ostoksistasi, ja mitä voit tehdä asialle.",
  browser: "Tässä selaimessa",
  known: "Tämä selain tunnetaan täällä satunnaisesta numerosta. Mitä teet täällä, tallennetaan sen alle.",
  unknown: "Tällä selaimella ei ole numeroa täällä: siitä ei säilytetä mitään.",
  choice: {
    granted: "Olet suostunut tallentamiseen.",
    denied: "Olet kieltäytynyt: mitään ei tallenneta.",
    unknown: "Et ole valinnut mitään tässä selaimessa.",
    required: "Et ole valinnut mitään tässä selaimessa, eikä sivusto tallenna mitään ilman suostumustasi.",
    signal: "Selaimesi lähettää Global Privacy Control -merkin. Se on kielto, kunnes suostut täällä.",
  },
  actions: {
    show: "Näytä säilytetyt tiedot",
    download: "Lataa ne (JSON)",
    refuse: "Älä tallenna enää mitään",
    refuseText: "Säilytetyt tiedot poistetaan, eikä tässä selaimessa tallenneta enää mitään ennen kuin sallit sen.",
    allow: "Salli tallentaminen",
    erase: "Poista säilytetyt tiedot …",
    eraseText:
      "Sivut, täällä tallennetut ostokset ja pisteet poistetaan lopullisesti. Laskut ja muu kirjanpito ovat muualla ja säilyvät. Jos mikään muu ei muutu, seuraava käyntisi on tuntemattoman.",
    eraseNow: "Poista lopullisesti",
  },
  nobody: "Sinusta ei säilytetä täällä mitään.",
  unproven:
    "Tämä selain kuuluu jollekulle, joka on kirjautunut sisään. Jotta kukaan muu ei näkisi tietoja, ne näytetään vain sivuston omalta tililtäsi. Tästä selaimesta tulleet tiedot voit poistaa täällä.",
  failed: "Se ei onnistunut. Mitään ei muutettu. Yritä uudelleen.",
  foreign: "Tätä voi pyytää vain tältä sivulta. Käytä alla olevia painikkeita.",
  erased: "Poistettu",
  erasedText: (visitors, events, orders) =>
    `Poistettu lopullisesti. Tapahtumia: ${events}. Tilauksia: ${orders}. Profiileja: ${visitors}.`,
  erasedRest: (date) => `Alustan varalta pitämät kopiot häviävät viimeistään ${date}; muuten kukaan ei lue niitä.`,
  underway: "Osa ei ole vielä vastannut. Sitä yritetään, kunnes se on tehty.",
  allowed: "Olet suostunut. Voit perua sen täällä milloin tahansa.",
  rights: "Kuka näkee tiedot, ja kuinka kauan",
  rightsText: (behaviour, customers) =>
    `Sivuston ihmiset, joilla on lupa, sen omat palvelimet ja alustan tarjoaja. Se, mitä teet, poistuu ${behaviour} päivän kuluttua, asiakas ${customers} päivän hiljaisuuden jälkeen. Voit vastustaa käsittelyä ja valittaa asuinmaasi tietosuojaviranomaiselle.`,
  language: "Kieli",
};
