import { de as answers } from "../answers/de.ts";
import { de as audit } from "../audit/de.ts";
import { de as dashboard } from "../dashboard/de.ts";
import { de as editor } from "../editor/de.ts";
import { de as experiments } from "../experiments/de.ts";
import { de as library } from "../library/de.ts";
import { de as panel } from "../panel/de.ts";
import { de as rules } from "../rules/de.ts";
import { de as scoring } from "../scoring/de.ts";
import { de as sightings } from "../sightings/de.ts";
import type { PageWords } from "./en.ts";

/** German. */
export const de: PageWords = {
  options: {
    title: "RFEdge-Einstellungen",
    connection: "Verbindung",
    connectionAbout:
      "RFEdge läuft auf Ihrem eigenen Server, dem Worker. Von dessen Administrator erhalten Sie Adresse, Website und Marketing-Token.",
    address: "Adresse des Workers",
    addressHint: "Zum Beispiel https://edge.example",
    site: "Website",
    siteHint: "Der Schlüssel der Website, zum Beispiel demo",
    token: "Marketing-Token",
    tokenHint: "Beginnt mit mt_. Es bleibt allein in der Erweiterung; keine Webseite kann es lesen.",
    showToken: "Anzeigen",
    hideToken: "Verbergen",
    remember: "Nach dem Schließen des Browsers verbunden bleiben",
    connect: "Verbinden",
    connecting: "Wird verbunden…",
    connected: (host) => `Verbunden mit ${host}`,
    visitors: { one: "Besucher", other: "Besucher" },
    test: "Verbindung testen",
    testing: "Wird getestet…",
    testPassed: (visitors) => `Die Verbindung funktioniert: Die Website hat ${visitors}.`,
    disconnect: "Verbindung trennen",
    disconnected: "Verbindung getrennt. Adresse und Token wurden gelöscht.",
    change: "Ändern",
    cancel: "Abbrechen",
    badAddress: "Geben Sie eine Adresse wie https://edge.example ein.",
    plainAddress:
      "Geben Sie eine https-Adresse ein: Über http könnte das Token unterwegs gelesen werden. Nur die eigene Adresse dieses Computers darf http sein.",
    badSite: "Geben Sie den Schlüssel der Website ein: Kleinbuchstaben, Ziffern und Bindestriche.",
    badToken: "Geben Sie ein Marketing-Token ein: Es beginnt mit mt_.",
    notGranted: (host) =>
      `Der Browser durfte nicht von ${host} lesen, daher wurde nichts verbunden. Klicken Sie erneut auf „Verbinden“ und erlauben Sie es.`,
    unknownSite: (site) => `Die Website ${site} gibt es hier nicht, oder das Token gehört zu einer anderen.`,
    sites: "Websites mit dem Overlay",
    sitesAbout:
      "Das Overlay erscheint nur auf Websites, für die Sie es eingeschaltet haben. Anderswo tut die Erweiterung nichts.",
    noSites: "Noch keine. Öffnen Sie eine Seite Ihres Shops und klicken Sie in der Symbolleiste auf RFEdge.",
    notInForce: "vom Browser nicht erlaubt",
    turnOffSite: "Ausschalten",
    language: "Sprache",
    languageAuto: "Wie der Browser",
  },

  keys: {
    title: "Tasten",
    onThisPage: "Auf dieser Seite",
    anywhere: "Tasten überall im Browser",
    sidePanel: "Seitenleiste öffnen",
    dashboard: "Dashboard öffnen",
    search: "Besucher in der Seitenleiste suchen",
    toggleBadge: "Badge auf dieser Website ein- oder ausblenden",
    list: "Tasten auflisten",
    none: "nicht belegt",
    change: "Tasten ändern",
    changeFirefox:
      "about:addons öffnen, auf das Zahnrad drücken, dann „Tastenkombinationen für Erweiterungen verwalten“.",
    close: "Schließen",
  },

  guide: {
    title: "In drei Schritten startklar",
    allDone: "Alles ist eingerichtet",
    connect: "Verbinden",
    connectAbout: "Geben Sie unten die Adresse Ihres RFEdge, die Website und ein Marketing-Token ein.",
    demoAbout: (command, says) =>
      `Zum Ausprobieren: ${command} ausführen, die Demo hier eintragen und einfügen, was der Befehl nach „${says}“ ausgibt.`,
    useDemo: "Demo verwenden",
    openShop: "Den Shop öffnen",
    openShopAbout: "Eine beliebige Seite davon, in einem anderen Tab.",
    openDemo: "Demo-Shop öffnen",
    press: "In der Symbolleiste auf RFEdge klicken",
    pressAbout:
      "Und für den Shop einschalten. Ist die Schaltfläche nicht zu sehen, steckt sie hinter dem Puzzleteil des Browsers.",
    done: "erledigt",
    hide: "Anleitung schließen",
    show: "Anleitung für die ersten Schritte anzeigen",
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
    turnOn: (host) => `Für ${host} einschalten`,
    turnOff: (host) => `Für ${host} ausschalten`,
    isOn: "Ein",
    isOff: "Aus",
    about:
      "Zeigt, wer der Besucher dieser Seite für Ihren Shop ist: Segment, Scores und Aktionen. Es funktioniert nur auf dieser Website und lässt sich jederzeit ausschalten.",
    denied:
      "Der Browser hat es nicht erlaubt. Klicken Sie erneut auf die Schaltfläche, um noch einmal gefragt zu werden.",
    noSite:
      "Das Overlay funktioniert auf Webseiten. Öffnen Sie eine Seite Ihres Shops und klicken Sie erneut auf RFEdge.",
    notConnected: "Verbinden Sie sich zuerst mit Ihrem RFEdge, damit es etwas zu sehen gibt.",
    starting: "Das Overlay erscheint gleich auf der Seite.",
    badge: "Badge auf der Seite",
    badgeHidden: "Auf dieser Website ausgeblendet: Die Seite ist so, wie ihre Besucher sie sehen.",
  },
};
