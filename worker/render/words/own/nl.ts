import type { OwnWords } from "./en.ts";

/** What a visitor's own page says, in Dutch. */
export const nl: OwnWords = {
  title: "Uw gegevens",
  at: (site) => `Uw gegevens bij ${site}`,
  lead: "Wat deze site van uw bezoeken en aankopen heeft vastgelegd, en wat u ermee kunt doen.",
  browser: "In deze browser",
  known: "Deze browser is hier bekend onder een willekeurig nummer. Wat u hier doet, wordt daaronder bewaard.",
  unknown: "Deze browser heeft hier geen nummer: er wordt niets over bewaard.",
  choice: {
    granted: "U hebt toegestemd in vastleggen.",
    denied: "U hebt geweigerd: er wordt niets vastgelegd.",
    unknown: "U hebt in deze browser niets gekozen.",
    required: "U hebt in deze browser niets gekozen, en zonder uw toestemming legt deze site niets vast.",
    signal: "Uw browser stuurt Global Privacy Control. Dat geldt als weigering tot u hier toestemt.",
  },
  actions: {
    show: "Laat zien wat bewaard is",
    download: "Download het (JSON)",
    refuse: "Leg niets meer vast",
    refuseText: "Wat bewaard is wordt gewist, en in deze browser wordt niets meer vastgelegd tot u het toestaat.",
    allow: "Vastleggen toestaan",
    erase: "Wis wat bewaard is …",
    eraseText:
      "Pagina’s, aankopen zoals ze hier zijn vastgelegd, en scores gaan voorgoed weg. Facturen en andere boeken van de site staan elders en blijven. Verandert er verder niets, dan is uw volgende bezoek dat van een vreemde.",
    eraseNow: "Wis voorgoed",
  },
  nobody: "Er is hier niets over u bewaard.",
  unproven:
    "Deze browser is van iemand die heeft ingelogd. Zodat niemand anders het ziet, wordt het bewaarde alleen vanuit uw account bij de site getoond. Wat uit deze browser kwam, kunt u hier wissen.",
  failed: "Dat is niet gelukt. Er is niets veranderd. Probeer het opnieuw.",
  foreign: "Dit kan alleen vanaf deze pagina zelf worden gevraagd. Gebruik de knoppen hieronder.",
  erased: "Gewist",
  erasedText: (visitors, events, orders) =>
    `Voorgoed weg. Gebeurtenissen: ${events}. Bestellingen: ${orders}. Profielen: ${visitors}.`,
  erasedRest: (date) =>
    `Kopieën die het platform tegen ongelukken bewaart, zijn uiterlijk ${date} weg; verder leest niemand ze.`,
  underway: "Een deel heeft nog niet geantwoord. Het wordt opnieuw geprobeerd tot het gedaan is.",
  allowed: "U hebt toegestemd. U kunt dat hier altijd intrekken.",
  rights: "Wie het ziet, en hoe lang",
  rightsText: (behaviour, customers) =>
    `Mensen van deze site die dat mogen, haar eigen servers en de aanbieder van het platform. Wat u doet gaat na ${behaviour} dagen weg, een klant na ${customers} dagen stilte. U kunt bezwaar maken en een klacht indienen bij de toezichthouder waar u woont.`,
  language: "Taal",
};
