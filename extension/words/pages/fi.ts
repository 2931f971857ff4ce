import { fi as answers } from "../answers/fi.ts";
import { fi as audit } from "../audit/fi.ts";
import { fi as dashboard } from "../dashboard/fi.ts";
import { fi as editor } from "../editor/fi.ts";
import { fi as experiments } from "../experiments/fi.ts";
import { fi as library } from "../library/fi.ts";
import { fi as panel } from "../panel/fi.ts";
import { fi as rules } from "../rules/fi.ts";
import { fi as scoring } from "../scoring/fi.ts";
import { fi as sightings } from "../sightings/fi.ts";
import type { PageWords } from "./en.ts";

/** Finnish. */
export const fi: PageWords = {
  options: {
    title: "RFEdgen asetukset",
    connection: "Yhteys",
    connectionAbout:
      "RFEdge toimii omalla palvelimellanne, Workerissa. Sen ylläpitäjältä saat osoitteen, sivuston ja markkinoijan avaimen.",
    address: "Workerin osoite",
    addressHint: "Esimerkiksi https://edge.example",
    site: "Sivusto",
    siteHint: "Sivuston tunnus, esimerkiksi demo",
    token: "Markkinoijan avain",
    tokenHint: "Alkaa merkeillä mt_. Se säilyy vain laajennuksessa; mikään verkkosivu ei voi lukea sitä.",
    showToken: "Näytä",
    hideToken: "Piilota",
    remember: "Pidä yhteys, kun selain suljetaan",
    connect: "Yhdistä",
    connecting: "Yhdistetään…",
    connected: (host) => `Yhteys: ${host}`,
    visitors: { one: "kävijä", other: "kävijää" },
    test: "Testaa yhteys",
    testing: "Testataan…",
    testPassed: (visitors) => `Yhteys toimii: sivustolla on ${visitors}.`,
    disconnect: "Katkaise yhteys",
    disconnected: "Yhteys on katkaistu. Osoite ja avain on unohdettu.",
    change: "Muuta",
    cancel: "Peruuta",
    badAddress: "Anna osoite, esimerkiksi https://edge.example.",
    plainAddress:
      "Anna https-osoite: http-yhteydestä avain voitaisiin lukea matkalla. Vain tämän koneen oma osoite saa olla http.",
    badSite: "Anna sivuston tunnus: pieniä kirjaimia, numeroita ja yhdysmerkkejä.",
    badToken: "Anna markkinoijan avain: se alkaa merkeillä mt_.",
    notGranted: (host) =>
      `Selain ei saanut lupaa lukea osoitteesta ${host}, joten yhteyttä ei luotu. Paina Yhdistä uudelleen ja salli se.`,
    unknownSite: (site) => `Sivustoa ${site} ei ole täällä, tai avain kuuluu toiselle sivustolle.`,
    sites: "Sivustot, joilla laajennus on päällä",
    sitesAbout: "Tiedot näkyvät vain sivustoilla, joille olet ne kytkenyt. Muualla laajennus ei tee mitään.",
    noSites: "Ei vielä yhtään. Avaa kauppasi sivu ja paina työkalupalkista RFEdge.",
    notInForce: "selain ei salli",
    turnOffSite: "Kytke pois",
    language: "Kieli",
    languageAuto: "Selaimen kieli",
  },

  keys: {
    title: "Näppäimet",
    onThisPage: "Tällä sivulla",
    anywhere: "Näppäimet kaikkialla selaimessa",
    sidePanel: "Avaa sivupaneeli",
    dashboard: "Avaa kojelauta",
    search: "Etsi kävijöitä sivupaneelissa",
    toggleBadge: "Näytä tai piilota merkki tällä sivustolla",
    list: "Luettele näppäimet",
    none: "ei asetettu",
    change: "Muuta näitä näppäimiä",
    changeFirefox: "Avaa about:addons, paina ratasta ja valitse Hallitse laajennusten pikanäppäimiä.",
    close: "Sulje",
  },

  guide: {
    title: "Kolme askelta alkuun",
    allDone: "Kaikki on valmista",
    connect: "Yhdistä",
    connectAbout: "Kirjoita alle RFEdgenne osoite, sivusto ja markkinoijan avain.",
    demoAbout: (command, says) =>
      `Jos haluat ensin kokeilla: aja ${command}, täytä demo tästä ja liitä se, minkä komento tulostaa kohdan ”${says}” jälkeen.`,
    useDemo: "Käytä demoa",
    openShop: "Avaa kauppasi",
    openShopAbout: "Mikä tahansa sen sivu toisessa välilehdessä.",
    openDemo: "Avaa demokauppa",
    press: "Paina työkalupalkista RFEdge",
    pressAbout: "Ja kytke se päälle kaupassa. Jos painiketta ei näy, se on selaimen palapelin palan takana.",
    done: "valmis",
    hide: "Sulje opas",
    show: "Näytä ensiaskelten opas",
  },

  answers,
  audit,
  dashboard,
  editor,
  experiments,
  library,
  panel,
  rules,
  scoring,
  sightings,

  popup: {
    turnOn: (host) => `Kytke päälle: ${host}`,
    turnOff: (host) => `Kytke pois: ${host}`,
    isOn: "Päällä",
    isOff: "Pois päältä",
    about:
      "Näyttää, kuka sivun kävijä on kaupallesi: segmentin, pisteet ja teot. Toimii vain tällä sivustolla, ja voit kytkeä sen pois milloin tahansa.",
    denied: "Selain ei sallinut sitä. Paina painiketta uudelleen, niin se kysyy vielä kerran.",
    noSite: "Laajennus toimii verkkosivuilla. Avaa kauppasi sivu ja paina RFEdge uudelleen.",
    notConnected: "Yhdistä ensin RFEdgeesi, niin on jotain nähtävää.",
    starting: "Tiedot tulevat näkyviin sivulle.",
    badge: "Merkki sivulla",
    badgeHidden: "Piilossa tällä sivustolla: sivu on sellainen kuin kävijät sen näkevät.",
  },
};
