import type { PreviewWords } from "./en.ts";

/** The same in Finnish. */
export const fi: PreviewWords = {
  locale: "fi",
  title: "Esikatselu",
  as: {
    somebody: "Näet sivun niin kuin ensimmäistä kertaa tuleva sen näkee.",
    segment: (segment) => `Näet sivun niin kuin segmenttiin ${segment} kuuluva sen näkee.`,
    visitor: (visitor, segment) => `Näet sivun niin kuin kävijä ${visitor} sen näkee. Hänen segmenttinsä: ${segment}.`,
    visitorIn: (visitor, segment) => `Näet sivun niin kuin kävijä ${visitor} sen näkisi segmentissä ${segment}.`,
  },
  at: (instant) => `Ajankohta: ${instant}.`,
  only: (slot) => `Vain paikka ${slot} täytetään.`,
  draft: "Luonnoksen mukaan.",
  noDraft: "Luonnosta ei ole: julkaistun mukaan.",
  published: "Julkaistun mukaan.",
  until: (time) => `Mitään ei lasketa eikä tallenneta. Päättyy klo ${time}.`,
  slots: "Mitä paikoissa näkyy",
  noSlots: "Sivustolla ei ole paikkoja.",
  shows: (snippet) => `näkyy ${snippet}`,
  own: "näkyy sivun oma sisältö",
  outcomes: {
    rule: "sääntö ei täyty",
    schedule: "ei tähän aikaan",
    cap: "näytetty niin usein kuin saa",
    outranked: "toinen menee edelle",
  },
  leave: "Lopeta esikatselu",
  refused: "Ei esikatselua",
  reasons: {
    unauthenticated: "Esikatselu on päättynyt tai se ei kelpaa. Näet sivun niin kuin se on julkaistu.",
    unavailable: "Esikatselua ei voi juuri nyt näyttää. Näet sivun niin kuin se on julkaistu.",
  },
};
