import { da as answers } from "../answers/da.ts";
import { da as audit } from "../audit/da.ts";
import { da as dashboard } from "../dashboard/da.ts";
import { da as editor } from "../editor/da.ts";
import { da as experiments } from "../experiments/da.ts";
import { da as library } from "../library/da.ts";
import { da as panel } from "../panel/da.ts";
import { da as rules } from "../rules/da.ts";
import { da as scoring } from "../scoring/da.ts";
import { da as sightings } from "../sightings/da.ts";
import type { PageWords } from "./en.ts";

/** Danish. */
export const da: PageWords = {
  options: {
    title: "Indstillinger for RFEdge",
    connection: "Forbindelse",
    connectionAbout:
      "RFEdge kører på jeres egen server, Workeren. Dens administrator giver dig adressen, sitet og et marketingtoken.",
    address: "Workerens adresse",
    addressHint: "For eksempel https://edge.example",
    site: "Site",
    siteHint: "Sitets nøgle, for eksempel demo",
    token: "Marketingtoken",
    tokenHint: "Begynder med mt_. Det gemmes kun i udvidelsen; ingen webside kan læse det.",
    showToken: "Vis",
    hideToken: "Skjul",
    remember: "Forbliv forbundet, når browseren lukkes",
    connect: "Opret forbindelse",
    connecting: "Opretter forbindelse…",
    connected: (host) => `Forbundet til ${host}`,
    visitors: { one: "besøgende", other: "besøgende" },
    test: "Test forbindelsen",
    testing: "Tester…",
    testPassed: (visitors) => `Forbindelsen virker: Sitet har ${visitors}.`,
    disconnect: "Afbryd forbindelsen",
    disconnected: "Forbindelsen er afbrudt. Adresse og token er glemt.",
    change: "Skift",
    cancel: "Annuller",
    badAddress: "Angiv en adresse som https://edge.example.",
    plainAddress:
      "Angiv en https-adresse: Over http kunne tokenet læses undervejs. Kun denne computers egen adresse må være http.",
    badSite: "Angiv sitets nøgle: små bogstaver, tal og bindestreger.",
    badToken: "Angiv et marketingtoken: Det begynder med mt_.",
    notGranted: (host) =>
      `Browseren fik ikke lov til at læse fra ${host}, så der blev ikke oprettet forbindelse. Tryk på Opret forbindelse igen, og tillad det.`,
    unknownSite: (site) => `Der er ikke noget site ${site} her, eller tokenet hører til et andet.`,
    sites: "Websteder, hvor overlayet er slået til",
    sitesAbout: "Overlayet vises kun på de websteder, du har slået det til for. Andre steder gør udvidelsen ingenting.",
    noSites: "Ingen endnu. Åbn en side i din butik, og tryk på RFEdge på værktøjslinjen.",
    notInForce: "ikke tilladt af browseren",
    turnOffSite: "Slå fra",
    language: "Sprog",
    languageAuto: "Som browseren",
  },

  keys: {
    title: "Taster",
    onThisPage: "På denne side",
    anywhere: "Taster overalt i browseren",
    sidePanel: "Åbn sidepanelet",
    dashboard: "Åbn dashboardet",
    search: "Søg efter besøgende i sidepanelet",
    toggleBadge: "Vis eller skjul badgen på dette site",
    list: "Vis tasterne",
    none: "ikke valgt",
    change: "Skift disse taster",
    changeFirefox: "Åbn about:addons, tryk på tandhjulet, og vælg Håndter genveje til udvidelser.",
    close: "Luk",
  },

  guide: {
    title: "Kom i gang med tre trin",
    allDone: "Alt er sat op",
    connect: "Opret forbindelse",
    connectAbout: "Udfyld adressen på din RFEdge, sitet og et marketingtoken herunder.",
    demoAbout: (command, says) =>
      `Vil du prøve det først: Kør ${command}, udfyld demoen her, og indsæt det, som kommandoen skriver efter ”${says}”.`,
    useDemo: "Brug demoen",
    openShop: "Åbn din butik",
    openShopAbout: "En hvilken som helst side i en anden fane.",
    openDemo: "Åbn demobutikken",
    press: "Tryk på RFEdge på værktøjslinjen",
    pressAbout: "Og slå det til for butikken. Kan du ikke se knappen, er den bag browserens puslespilsbrik.",
    done: "færdig",
    hide: "Luk guiden",
    show: "Vis guiden til de første trin",
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
    turnOn: (host) => `Slå til for ${host}`,
    turnOff: (host) => `Slå fra for ${host}`,
    isOn: "Til",
    isOff: "Fra",
    about:
      "Viser, hvem sidens besøgende er for din butik: segment, scorer og handlinger. Det virker kun på dette websted, og du kan slå det fra når som helst.",
    denied: "Browseren tillod det ikke. Tryk på knappen igen for at blive spurgt en gang til.",
    noSite: "Overlayet virker på websider. Åbn en side i din butik, og tryk på RFEdge igen.",
    notConnected: "Forbind til din RFEdge først, så er der noget at se.",
    starting: "Overlayet er på vej frem på siden.",
    badge: "Badge på siden",
    badgeHidden: "Skjult på dette websted: Siden er, som de besøgende ser den.",
  },
};
