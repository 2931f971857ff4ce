import { nl as answers } from "../answers/nl.ts";
import { nl as audit } from "../audit/nl.ts";
import { nl as dashboard } from "../dashboard/nl.ts";
import { nl as editor } from "../editor/nl.ts";
import { nl as experiments } from "../experiments/nl.ts";
import { nl as library } from "../library/nl.ts";
import { nl as panel } from "../panel/nl.ts";
import { nl as rules } from "../rules/nl.ts";
import { nl as scoring } from "../scoring/nl.ts";
import { nl as sightings } from "../sightings/nl.ts";
import type { PageWords } from "./en.ts";

/** Dutch. */
export const nl: PageWords = {
  options: {
    title: "RFEdge-instellingen",
    connection: "Verbinding",
    connectionAbout:
      "RFEdge draait op jullie eigen server, de Worker. Van de beheerder daarvan krijg je het adres, de site en een marketingtoken.",
    address: "Adres van de Worker",
    addressHint: "Bijvoorbeeld https://edge.example",
    site: "Site",
    siteHint: "De sleutel van de site, bijvoorbeeld demo",
    token: "Marketingtoken",
    tokenHint: "Begint met mt_. Het blijft in de extensie; geen enkele webpagina kan het lezen.",
    showToken: "Tonen",
    hideToken: "Verbergen",
    remember: "Verbonden blijven als de browser sluit",
    connect: "Verbinden",
    connecting: "Verbinden…",
    connected: (host) => `Verbonden met ${host}`,
    visitors: { one: "bezoeker", other: "bezoekers" },
    test: "Verbinding testen",
    testing: "Testen…",
    testPassed: (visitors) => `De verbinding werkt: de site heeft ${visitors}.`,
    disconnect: "Verbinding verbreken",
    disconnected: "De verbinding is verbroken. Adres en token zijn vergeten.",
    change: "Wijzigen",
    cancel: "Annuleren",
    badAddress: "Vul een adres in zoals https://edge.example.",
    plainAddress:
      "Vul een https-adres in: via http zou het token onderweg gelezen kunnen worden. Alleen het eigen adres van deze computer mag http zijn.",
    badSite: "Vul de sleutel van de site in: kleine letters, cijfers en koppeltekens.",
    badToken: "Vul een marketingtoken in: het begint met mt_.",
    notGranted: (host) =>
      `De browser mocht niet lezen van ${host}, dus er is geen verbinding gemaakt. Klik opnieuw op Verbinden en sta het toe.`,
    unknownSite: (site) => `Er is hier geen site ${site}, of het token hoort bij een andere.`,
    sites: "Websites met de overlay",
    sitesAbout:
      "De overlay verschijnt alleen op websites waarvoor je hem hebt aangezet. Elders doet de extensie niets.",
    noSites: "Nog geen. Open een pagina van je winkel en klik op RFEdge op de werkbalk.",
    notInForce: "niet toegestaan door de browser",
    turnOffSite: "Uitzetten",
    language: "Taal",
    languageAuto: "Zoals de browser",
  },

  keys: {
    title: "Toetsen",
    onThisPage: "Op deze pagina",
    anywhere: "Toetsen, overal in de browser",
    sidePanel: "Zijpaneel openen",
    dashboard: "Dashboard openen",
    search: "Bezoekers zoeken in het zijpaneel",
    toggleBadge: "Badge op deze site tonen of verbergen",
    list: "Toetsen tonen",
    none: "niet ingesteld",
    change: "Deze toetsen wijzigen",
    changeFirefox: "Open about:addons, druk op het tandwiel en kies Extensiesneltoetsen beheren.",
    close: "Sluiten",
  },

  guide: {
    title: "In drie stappen aan de slag",
    allDone: "Alles is ingesteld",
    connect: "Verbinden",
    connectAbout: "Vul hieronder het adres van je RFEdge, de site en een marketingtoken in.",
    demoAbout: (command, says) =>
      `Eerst proberen? Voer ${command} uit, vul hier de demo in en plak wat de opdracht na “${says}” toont.`,
    useDemo: "De demo gebruiken",
    openShop: "Open je winkel",
    openShopAbout: "Een willekeurige pagina ervan, in een ander tabblad.",
    openDemo: "De demowinkel openen",
    press: "Klik op RFEdge op de werkbalk",
    pressAbout:
      "En zet het aan voor de winkel. Is de knop niet te zien, dan zit die achter het puzzelstukje van de browser.",
    done: "klaar",
    hide: "Gids sluiten",
    show: "Gids voor de eerste stappen tonen",
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
    turnOn: (host) => `Aanzetten voor ${host}`,
    turnOff: (host) => `Uitzetten voor ${host}`,
    isOn: "Aan",
    isOff: "Uit",
    about:
      "Toont wie de bezoeker van deze pagina voor je winkel is: segment, scores en acties. Het werkt alleen op deze website en je kunt het altijd uitzetten.",
    denied: "De browser stond het niet toe. Klik opnieuw op de knop om het nog eens gevraagd te krijgen.",
    noSite: "De overlay werkt op webpagina’s. Open een pagina van je winkel en klik opnieuw op RFEdge.",
    notConnected: "Verbind eerst met je RFEdge, dan is er iets te zien.",
    starting: "De overlay verschijnt zo op de pagina.",
    badge: "Badge op de pagina",
    badgeHidden: "Verborgen op deze website: de pagina is zoals bezoekers haar zien.",
  },
};
