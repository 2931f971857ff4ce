import type { OwnWords } from "./en.ts";

/** What a visitor's own page says, in Danish. */
export const da: OwnWords = {
  title: "Dine data",
  at: (site) => `Dine data hos ${site}`,
  lead: "Hvad dette websted har registreret om dine besøg og køb, og hvad du kan gøre ved det.",
  browser: "I denne browser",
  known: "Denne browser kendes her ved et tilfældigt nummer. Det, du gør her, gemmes under det.",
  unknown: "Denne browser har intet nummer her: der gemmes intet om den.",
  choice: {
    granted: "Du har sagt ja til at blive registreret.",
    denied: "Du har sagt nej: intet registreres.",
    unknown: "Du har ikke valgt noget i denne browser.",
    required: "Du har ikke valgt noget i denne browser, og uden dit samtykke registrerer webstedet intet.",
    signal: "Din browser sender Global Privacy Control. Det gælder som et nej, indtil du siger ja her.",
  },
  actions: {
    show: "Vis, hvad der er gemt",
    download: "Hent det (JSON)",
    refuse: "Registrér ikke mere",
    refuseText: "Det gemte slettes, og der registreres ikke mere i denne browser, før du tillader det.",
    allow: "Tillad registrering",
    erase: "Slet, hvad der er gemt …",
    eraseText:
      "Sider, køb som de er registreret her, og scorer forsvinder for altid. Fakturaer og andet bogholderi ligger andetsteds og bliver. Ændres intet andet, er dit næste besøg en fremmeds.",
    eraseNow: "Slet for altid",
  },
  nobody: "Der er ikke gemt noget om dig her.",
  unproven:
    "Denne browser tilhører en, der har logget ind. For at ingen anden kan se det, vises det gemte kun fra din konto på webstedet. Det, der kom fra denne browser, kan du slette her.",
  failed: "Det lykkedes ikke. Intet er ændret. Prøv igen.",
  foreign: "Dette kan kun bestilles fra selve denne side. Brug knapperne nedenfor.",
  erased: "Slettet",
  erasedText: (visitors, events, orders) =>
    `Borte for altid. Hændelser: ${events}. Ordrer: ${orders}. Profiler: ${visitors}.`,
  erasedRest: (date) => `Kopier, som platformen gemmer mod uheld, er væk senest ${date}; ellers læser ingen dem.`,
  underway: "En del har ikke svaret endnu. Der prøves igen, til det er gjort.",
  allowed: "Du har sagt ja. Du kan tage det tilbage her når som helst.",
  rights: "Hvem ser det, og hvor længe",
  rightsText: (behaviour, customers) =>
    `Folk på webstedet, der har lov, dets egne servere og platformens udbyder. Det, du gør, forsvinder efter ${behaviour} dage, en kunde efter ${customers} dages stilhed. Du kan gøre indsigelse og klage til datatilsynet, hvor du bor.`,
  language: "Sprog",
};
