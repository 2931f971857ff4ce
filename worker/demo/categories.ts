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

/** One shelf of the shop; its name and what is said above it are in words/shelves/. */
export interface Category {
  readonly key: CategoryKey;
  /** The product whose drawing stands for the shelf. */
  readonly cover: string;
}

/** The shelves, in the order of the shop’s navigation. */
export const CATEGORIES: readonly Category[] = [
  { key: "bags", cover: "85099B" },
  { key: "lunch", cover: "20728" },
  { key: "baking", cover: "22720" },
  { key: "kitchen", cover: "22960" },
  { key: "table", cover: "22423" },
  { key: "lights", cover: "85123A" },
  { key: "walls", cover: "22457" },
  { key: "house", cover: "22727" },
  { key: "party", cover: "47566" },
  { key: "comfort", cover: "22111" },
];
