/** Where a shelf stands: in its address and in the `category` of every event. */
export type CategoryKey =
  | "bags"
  | "lunch"
  | "baking"
  | "kitchen"
  | "table"
  | "lights"
  | "walls"
  | "house"
  | "party"
  | "comfort";

/** One shelf of the shop. */
export interface Category {
  readonly key: CategoryKey;
  readonly name: string;
  /** One or two sentences above the shelf. */
  readonly intro: string;
  /** The product whose drawing stands for the shelf. */
  readonly cover: string;
}

/** The shelves, in the order of the shop’s navigation. */
export const CATEGORIES: readonly Category[] = [
  {
    key: "bags",
    name: "Bags",
    intro: "Woven jumbo bags that carry a weekly shop and fold flat, and small Charlotte bags for everything else.",
    cover: "85099B",
  },
  {
    key: "lunch",
    name: "Lunch",
    intro: "Insulated lunch bags that wipe clean, and tins and boxes to go inside them.",
    cover: "20728",
  },
  {
    key: "baking",
    name: "Baking",
    intro: "Cake cases by the stack, tins that nest, and cutters for a wet afternoon.",
    cover: "22720",
  },
  {
    key: "kitchen",
    name: "Kitchen",
    intro: "Jam season, spice shelves and a place to keep the recipes you were given.",
    cover: "22960",
  },
  {
    key: "table",
    name: "Tea table",
    intro: "Regency teacups, a three-tier stand and napkins, for four o’clock or a whole wedding.",
    cover: "22423",
  },
  {
    key: "lights",
    name: "Lights",
    intro: "T-light holders to hang, lights for the night, and candles that smell of strawberry jam.",
    cover: "85123A",
  },
  {
    key: "walls",
    name: "Walls",
    intro: "Frames, blackboards and signs that say what you were thinking.",
    cover: "22457",
  },
  {
    key: "house",
    name: "House",
    intro: "Clocks with real bells, wicker hearts and a doormat with manners.",
    cover: "22727",
  },
  {
    key: "party",
    name: "Party",
    intro: "Bunting, paper chains and small things for party bags.",
    cover: "47566",
  },
  {
    key: "comfort",
    name: "Comfort",
    intro: "Hot water bottles in knitted covers, hand warmers and plasters, for cold evenings and bad colds.",
    cover: "22111",
  },
];

/** The shelf of a key. */
export function categoryOf(key: CategoryKey): Category {
  const found = CATEGORIES.find((category) => category.key === key);
  if (!found) throw new RangeError(`categoryOf requires a known key, not ${key}`);
  return found;
}
