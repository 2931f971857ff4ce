import { en as answers } from "../answers/en.ts";
import { en as audit } from "../audit/en.ts";
import { en as dashboard } from "../dashboard/en.ts";
import { en as editor } from "../editor/en.ts";
import { en as experiments } from "../experiments/en.ts";
import { en as library } from "../library/en.ts";
import { en as panel } from "../panel/en.ts";
import { en as rules } from "../rules/en.ts";
import { en as scoring } from "../scoring/en.ts";
import { en as sightings } from "../sightings/en.ts";
/** The sentences of the extension's own pages: no website loads them. */
export const en = {
  options: {
    title: "RFEdge settings",
    connection: "Connection",
    connectionAbout:
      "RFEdge runs on your own server, the Worker. Its administrator gives you the address, the site and a marketer token.",
    address: "Address of the Worker",
    addressHint: "For example https://edge.example",
    site: "Site",
    siteHint: "The site’s key, for example demo",
    token: "Marketer token",
    tokenHint: "Begins with mt_. It is kept in the extension alone; no web page can read it.",
    showToken: "Show",
    hideToken: "Hide",
    remember: "Stay connected when the browser closes",
    connect: "Connect",
    connecting: "Connecting…",
    connected: (host: string) => `Connected to ${host}`,
    visitors: { one: "visitor", other: "visitors" },
    test: "Test connection",
    testing: "Testing…",
    testPassed: (visitors: string) => `The connection works: the site has ${visitors}.`,
    disconnect: "Disconnect",
    disconnected: "Disconnected. Address and token are forgotten.",
    change: "Change",
    cancel: "Cancel",
    badAddress: "Enter an address such as https://edge.example.",
    plainAddress:
      "Enter an https address: over http the token could be read on the way. Only this computer’s own address may be http.",
    badSite: "Enter the site’s key: small letters, digits and hyphens.",
    badToken: "Enter a marketer token: it begins with mt_.",
    notGranted: (host: string) =>
      `The browser was not allowed to read from ${host}, so nothing was connected. Press Connect again and allow it.`,
    unknownSite: (site: string) => `There is no site ${site} here, or the token belongs to another one.`,
    sites: "Sites with the overlay",
    sitesAbout: "The overlay appears only on sites you turned it on for. Elsewhere the extension does nothing.",
    noSites: "None yet. Open a page of your shop and press RFEdge in the toolbar.",
    notInForce: "not allowed by the browser",
    turnOffSite: "Turn off",
    language: "Language",
    languageAuto: "As the browser",
  },

  keys: {
    title: "Keys",
    onThisPage: "On this page",
    anywhere: "Keys, anywhere in the browser",
    sidePanel: "Open the side panel",
    dashboard: "Open the dashboard",
    search: "Search visitors in the side panel",
    toggleBadge: "Show or hide the badge on this site",
    list: "List the keys",
    none: "not set",
    change: "Change these keys",
    changeFirefox: "Open about:addons, press the gear, then Manage Extension Shortcuts.",
    close: "Close",
  },

  guide: {
    title: "Three steps to begin",
    allDone: "All is set up",
    connect: "Connect",
    connectAbout: "Fill in the address of your RFEdge, the site and a marketer token below.",
    demoAbout: (command: string, says: string) =>
      `To try it first: run ${command}, fill in the demo here, and paste what the command prints after “${says}”.`,
    useDemo: "Use the demo",
    openShop: "Open your shop",
    openShopAbout: "Any page of it, in another tab.",
    openDemo: "Open the demo shop",
    press: "Press RFEdge in the toolbar",
    pressAbout:
      "And turn it on for the shop. If the button is not to be seen, it is behind the browser’s puzzle piece.",
    done: "done",
    hide: "Close the guide",
    show: "Show the guide to the first steps",
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
    turnOn: (host: string) => `Turn on for ${host}`,
    turnOff: (host: string) => `Turn off for ${host}`,
    isOn: "On",
    isOff: "Off",
    about:
      "Shows who the visitor on this page is to your shop: segment, scores and what they did. It works on this site alone, and you can turn it off at any time.",
    denied: "The browser did not allow it. Press the button again to be asked once more.",
    noSite: "The overlay works on web pages. Open a page of your shop and press RFEdge again.",
    notConnected: "Before there is something to see, connect with your RFEdge.",
    starting: "The overlay is coming up on the page.",
    badge: "Badge on the page",
    badgeHidden: "Hidden on this site: the page is as its visitors see it.",
  },
};

export type PageWords = typeof en;
