import type { CategoryKey } from "./categories.ts";

/** What a thing is: one drawing, one description and one category each. */
export interface Kind {
  readonly key: string;
  /** Tested against the name in sentence case; the first kind of the table that fits is the product’s. */
  readonly pattern: RegExp;
  readonly category: CategoryKey;
}

const kind = (key: string, pattern: RegExp, category: CategoryKey): Kind => ({ key, pattern, category });

/** From the particular to the general: “recipe box” stands before any other box. */
export const KINDS: readonly Kind[] = [
  kind("storage-bag", /^Jumbo storage bag/, "bags"),
  kind("shopper", /shopper/, "bags"),
  kind("recycling-bag", /^Recycling bag/, "bags"),
  kind("jumbo-bag", /^Jumbo bag/, "bags"),
  kind("charlotte-bag", /Charlotte bag/, "bags"),

  kind("lunch-bag", /^Lunch bag/, "lunch"),
  kind("lunch-box", /^Lunch box| lunch box$/i, "lunch"),
  kind("snack-boxes", /snack boxes/, "lunch"),

  kind("cake-cases", /cake cases/, "baking"),
  kind("cake-tins", /cake tins/, "baking"),
  kind("heart-cutters", /heart cookie cutters/, "baking"),
  kind("butterfly-cutters", /butterfly cookie cutters/, "baking"),
  kind("gingerbread-cutter", /Gingerbread/, "baking"),
  kind("jelly-moulds", /jelly moulds/, "baking"),
  kind("baking-set", /baking set/, "baking"),
  kind("scales", /kitchen scales/, "baking"),

  kind("jam-jars", /Jam making set with jars/, "kitchen"),
  kind("jam-set", /jam making set/, "kitchen"),
  kind("recipe-box", /^Recipe box/, "kitchen"),
  kind("spice-tins", /spice tins/, "kitchen"),
  kind("glass-bowls", /glass bowls/, "kitchen"),
  kind("pegs", /clothes pegs/, "kitchen"),

  kind("cake-stand", /cake stand/, "table"),
  kind("teacup", /teacup/, "table"),
  kind("tea-set", /tea set/, "table"),
  kind("napkins", /napkins/, "table"),

  kind("jar-light", /jar T-light/, "lights"),
  kind("heart-light", /hanging heart T-light/i, "lights"),
  kind("glass-light", /hanging T-light/, "lights"),
  kind("silver-light", /T-light glass/, "lights"),
  kind("rabbit-light", /Rabbit night light/, "lights"),
  kind("toadstool-light", /toadstool/, "lights"),
  kind("chilli-lights", /Chilli lights/, "lights"),
  kind("candles", /scented candles/, "lights"),

  kind("metal-sign", /^Metal sign/, "walls"),
  kind("wooden-sign", /^Wooden sign/, "walls"),
  kind("frame", /frame/, "walls"),
  kind("slate-heart", /chalkboard/, "walls"),
  kind("blackboard", /blackboard/, "walls"),
  kind("block-word", /^Building block word/, "walls"),
  kind("coat-rack", /coat rack/, "walls"),

  kind("wicker-heart", /of wicker/, "house"),
  kind("bird", /bird ornament/, "house"),
  kind("trinket-box", /trinket box/, "house"),
  kind("alarm-clock", /alarm clock/, "house"),
  kind("doormat", /^Doormat/, "house"),
  kind("kneeling-pad", /kneeling pad/, "house"),

  kind("paper-bunting", /^Paper bunting/, "party"),
  kind("bunting", /bunting/, "party"),
  kind("paper-chain", /^Paper chain/, "party"),
  kind("popcorn", /Popcorn/, "party"),
  kind("ribbons", /ribbons/, "party"),
  kind("snap-cards", /snap cards/, "party"),
  kind("harmonica", /harmonica/, "party"),

  kind("hot-water-bottle", /hot water bottle/i, "comfort"),
  kind("hand-warmer", /^Hand warmer/, "comfort"),
  kind("plasters", /^Plasters/, "comfort"),
];

/**
 * The kind a name belongs to.
 *
 * @throws RangeError “kindOf requires a name that a kind fits”
 * @example kindOf("Rabbit night light").category; // => "lights"
 */
export function kindOf(name: string): Kind {
  const found = KINDS.find(({ pattern }) => pattern.test(name));
  if (!found) throw new RangeError(`kindOf requires a name that a kind fits, not ${name}`);
  return found;
}
