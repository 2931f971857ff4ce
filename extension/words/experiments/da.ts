import type { ExperimentWords } from "./en.ts";

/** Danish. */
export const da: ExperimentWords = {
  title: (name) => `Eksperiment ${name}`,
  begin: "Begynd et eksperiment",
  beginIn: (slot) => `på ${slot}`,
  about:
    "Besøgende får tildelt to eller flere snippets tilfældigt og beholder deres. Resultaterne viser, hvilken der giver mest.",
  first: "Sammenlign",
  other: "med",
  copy: "En kopi af den, som kan ændres",
  go: "Begynd",
  name: "Eksperimentets navn",
  snippets: "Dets snippets",
  control: "de andre sammenlignes med den",
  weight: (key) => `Vægt af ${key}`,
  share: (share) => `${share} af de besøgende`,
  leave: (key) => `Tag ${key} ud af eksperimentet`,
  addSnippet: "Tilføj en snippet",
  holdoutHint: "For også at sammenligne dem med sidens eget indhold. Det gælder for hele pladsen.",
  standings: {
    drafted: "Det begynder, når du udgiver.",
    waiting: "Det begynder på det tidspunkt, der er angivet nedenfor.",
    running: "Det kører.",
    over: "Dets tid er gået.",
    redealt: "Det kører. Når dette udgives, tildeles der på ny, og tællingen begynder forfra.",
  },
  dealt: (visitors, since) => `${visitors} talt siden ${since}.`,
  uneven: "Tildelingen er ikke, som den skal være: Stol ikke på resultaterne, før grunden er fundet.",
  results: "Dets resultater",
  stop: "Stop eksperimentet",
  keep: "Behold",
  stopAbout:
    "Den, du beholder, er derefter en snippet som alle andre, og de øvrige fjernes. Fortryd henter dem tilbage.",
  belongs: (name) => `Del af eksperimentet ${name}: For hvem og hvornår er det samme for alle dets snippets.`,
  open: "Åbn eksperimentet",
};
