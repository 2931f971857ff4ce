import type { CategoryKey } from "../../categories.ts";

/** A shelf in words. */
export interface ShelfWords {
  readonly name: string;
  /** One or two sentences above the shelf. */
  readonly intro: string;
}

export const en: Readonly<Record<CategoryKey, ShelfWords>> = {
  bags: {
    name: "Bags",
    intro: "Woven jumbo bags that carry a weekly shop and fold flat, and small Charlotte bags for everything else.",
  },
  lunch: {
    name: "Lunch",
    intro: "Insulated lunch bags that wipe clean, and tins and boxes to go inside them.",
  },
  baking: { name: "Baking", intro: "Cake cases by the stack, tins that nest, and cutters for a wet afternoon." },
  kitchen: { name: "Kitchen", intro: "Jam season, spice shelves and a place to keep the recipes you were given." },
  table: {
    name: "Tea table",
    intro: "Regency teacups, a three-tier stand and napkins, for four o’clock or a whole wedding.",
  },
  lights: {
    name: "Lights",
    intro: "T-light holders to hang, lights for the night, and candles that smell of strawberry jam.",
  },
  walls: { name: "Walls", intro: "Frames, blackboards and signs that say what you were thinking." },
  house: { name: "House", intro: "Clocks with real bells, wicker hearts and a doormat with manners." },
  party: { name: "Party", intro: "Bunting, paper chains and small things for party bags." },
  comfort: {
    name: "Comfort",
    intro: "Hot water bottles in knitted covers, hand warmers and plasters, for cold evenings and bad colds.",
  },
};
