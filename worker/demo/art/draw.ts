import type { Product } from "../product.ts";
import * as bags from "./bags.ts";
import * as baking from "./baking.ts";
import * as comfort from "./comfort.ts";
import * as home from "./home.ts";
import * as kitchen from "./kitchen.ts";
import * as lights from "./lights.ts";
import { type Drawing, paintOf } from "./paint.ts";
import * as party from "./party.ts";
import * as table from "./table.ts";
import * as walls from "./walls.ts";

/** Every kind of kinds.ts → its drawing. */
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  "storage-bag": bags.storageBag,
  shopper: bags.shopper,
  "recycling-bag": bags.recyclingBag,
  "jumbo-bag": bags.jumboBag,
  "charlotte-bag": bags.charlotteBag,
  "lunch-bag": bags.lunchBag,
  "lunch-box": bags.lunchBox,
  "snack-boxes": kitchen.snackBoxes,
  "cake-cases": baking.cakeCases,
  "cake-tins": baking.cakeTins,
  "heart-cutters": baking.heartCutters,
  "butterfly-cutters": baking.butterflyCutters,
  "gingerbread-cutter": baking.gingerbreadCutter,
  "jelly-moulds": baking.jellyMoulds,
  "baking-set": baking.bakingSet,
  scales: baking.scales,
  "jam-jars": kitchen.jamJars,
  "jam-set": kitchen.jamSet,
  "recipe-box": kitchen.recipeBox,
  "spice-tins": kitchen.spiceTins,
  "glass-bowls": kitchen.glassBowls,
  pegs: kitchen.pegs,
  "cake-stand": table.cakeStand,
  teacup: table.teacup,
  "tea-set": table.teaSet,
  napkins: table.napkins,
  "jar-light": lights.jarLight,
  "heart-light": lights.heartLight,
  "glass-light": lights.glassLight,
  "silver-light": lights.silverLight,
  "rabbit-light": lights.rabbitLight,
  "toadstool-light": lights.toadstoolLight,
  "chilli-lights": lights.chilliLights,
  candles: lights.candles,
  "metal-sign": walls.metalSign,
  "wooden-sign": walls.woodenSign,
  frame: walls.frame,
  "slate-heart": walls.slateHeart,
  blackboard: walls.blackboard,
  "block-word": walls.blockWord,
  "coat-rack": walls.coatRack,
  "wicker-heart": home.wickerHeart,
  bird: home.bird,
  "trinket-box": home.trinketBox,
  "alarm-clock": home.alarmClock,
  doormat: home.doormat,
  "kneeling-pad": home.kneelingPad,
  "paper-bunting": party.paperBunting,
  bunting: party.bunting,
  "paper-chain": party.paperChain,
  popcorn: party.popcorn,
  ribbons: party.ribbons,
  "snap-cards": party.snapCards,
  harmonica: party.harmonica,
  "hot-water-bottle": comfort.hotWaterBottle,
  "hand-warmer": comfort.handWarmer,
  plasters: comfort.plasters,
};

/** A product’s drawing without its frame: a pattern and the shapes that use it, on a field of 240 by 240. */
export function shapesOf({ id, name, kind }: Pick<Product, "id" | "name" | "kind">): {
  pattern: string;
  shapes: string;
} {
  const drawing = DRAWINGS[kind];
  if (!drawing) throw new RangeError(`shapesOf requires a kind that is drawn, not ${kind}`);
  const { paint, pattern } = paintOf(name, `p${id}`);
  return { pattern, shapes: drawing(paint) };
}

/** A product’s drawing as a whole SVG file. */
export function drawProduct(product: Product): string {
  const { pattern, shapes } = shapesOf(product);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240">${pattern && `<defs>${pattern}</defs>`}${shapes.replace(/\n\s*/g, "")}</svg>\n`;
}
