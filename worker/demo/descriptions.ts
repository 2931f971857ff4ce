/** What the shop says of each kind of thing; the print and the colour are in the name. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "jumbo-bag":
    "A woven bag that takes a whole weekly shop, stands up by itself in the boot and folds flat behind the door. Bound edges, two pairs of handles, wipes clean.",
  "storage-bag":
    "Wide, low and zipped: for duvets in June and decorations in January. The straps run right under the base, so it can be carried full.",
  shopper: "Tall and light, with handles long enough for a shoulder. Lives in a coat pocket until it is needed.",
  "recycling-bag":
    "For bottles, jars and paper on their way out of the house. Woven, so a spill rinses off under the tap.",
  "charlotte-bag": "A small soft handbag with a gathered front and a bow. Holds a purse, a book and one apple.",
  "lunch-bag":
    "Insulated and lined, with a zipped lid. Keeps a sandwich cool until one o’clock and wipes clean at two.",
  "lunch-box":
    "A hard box with a clasp that small hands can manage. Fits a round of sandwiches, a yoghurt and something nice.",
  "snack-boxes":
    "Four round boxes with lids that stay on, for raisins, crackers and the half of the biscuit that is kept for later.",
  "cake-cases": "Greaseproof paper cases for fairy cakes. They keep their colour in the oven and peel away cleanly.",
  "cake-tins":
    "Three tins, each inside the next: a sponge, a tea loaf and a batch of shortbread. The lids fit tightly enough for the post.",
  "heart-cutters": "Three hearts, one inside the other, with a rolled edge to push on and a sharp one to cut.",
  "butterfly-cutters":
    "Three butterflies in falling sizes. Bend a biscuit over a spoon handle while it is warm and it will look about to leave.",
  "gingerbread-cutter": "One gingerbread man, cut cleanly down to the toes. Buttons and buttonholes are up to you.",
  "jelly-moulds": "Four fluted moulds in sugared-almond colours. Dip in hot water, count to five, turn out.",
  "baking-set": "Apron, bowl, tins and tools cut down to a child’s size: real enough to make real buns.",
  scales: "Enamelled scales with a pan and a dial you can read from across the kitchen. Weighs up to a Christmas cake.",
  "jam-jars": "Jars, cloth tops, bands, labels and wax discs for a first batch. You bring the fruit.",
  "jam-set": "Printed cloth tops, ribbons, labels and wax discs for jars you have been saving all year.",
  "recipe-box": "A hinged tin box with divided cards, for the recipes that came from someone and not from a screen.",
  "spice-tins": "Six lidded tins with room for a label. They stack three and three beside the hob.",
  "glass-bowls": "Five bowls that nest, each with its own lid. Oven, table, fridge, in that order.",
  pegs: "Wooden pegs with a strong spring and a painted end. They hold a wet towel in a breeze.",
  "cake-stand":
    "Three china plates on one stem, painted with roses and edged in gold. Comes apart for the dishwasher and goes together without tools.",
  teacup: "Bone china, banded and painted, with a saucer wide enough for two biscuits.",
  "tea-set": "A teapot, cups, saucers and a milk jug for small hands and a table of bears.",
  napkins: "Three-ply paper napkins, thick enough to fold into something.",
  "heart-light": "A painted heart that hangs in a window with a glass for one T-light at its middle.",
  "jar-light": "A jar on a wire handle, with a heart at its neck. Hang it in a tree or stand it on the step.",
  "glass-light": "Cut glass on three chains, after a Victorian pattern. Throws small stars on the wall.",
  "silver-light": "A tumbler of mottled silver glass. One T-light makes it glow from inside.",
  "rabbit-light": "A soft light for the landing, the shape of a rabbit who is not at all sleepy. Cool to the touch.",
  "toadstool-light": "A small LED toadstool for a bedside. Changes nothing about the dark except that it is nicer.",
  "chilli-lights": "A string of red chillies for a kitchen window or a garden wall in August.",
  candles: "Scented like a pan of jam ten minutes before it sets. Burns for an evening and leaves you the jar.",
  "metal-sign": "Printed tin with two holes for screws. Says it so that you need not.",
  "wooden-sign": "A painted plank on a ribbon, for a kitchen door.",
  frame: "A painted wooden frame with glass and a stand, made to look as if it had always been there.",
  "slate-heart": "A heart cut from slate, on a string. Write on it with chalk, wipe it, write again.",
  blackboard: "A framed board with a ledge for chalk, for lists, scores and tonight’s pudding.",
  "block-word": "Four wooden letters to stand on a shelf. Children rearrange them within the hour.",
  "coat-rack": "A wooden rail with five knobs like gumballs, so that everyone has a colour.",
  "wicker-heart": "Willow bound into a heart, for a door, a wreath or the end of a pew.",
  bird: "A small painted bird on a clip. Colours are assorted: you will get a mixed flock.",
  "trinket-box": "A ceramic strawberry with a lid. Keeps one ring, two keys or a milk tooth.",
  "alarm-clock": "Two bells, a hammer and a dial that glows. It will wake you, and the room below.",
  doormat: "Thick coir with a rubber back. Takes the mud and keeps its manners.",
  "kneeling-pad": "A thick pad for weeding, with a handle cut through it. Rinses under the outside tap.",
  bunting: "Cotton flags on tape, doubled and hemmed. Goes up in a minute and through the wash at thirty.",
  "paper-bunting": "Paper flags on cord: light enough for drawing pins, good enough to put away for next year.",
  "paper-chain": "Gummed strips for metres of chain, and an afternoon’s work for four.",
  popcorn: "A striped paper holder that stands up when full. Sold singly, so buy as many as there are seats.",
  ribbons: "Six reels of woven ribbon in country colours, for parcels and plaits.",
  "snap-cards": "A full pack with drawings from an old nursery set. Ages four and rather competitive.",
  harmonica: "A mouth organ that plays in tune, in a red box. We are sorry.",
  "hot-water-bottle":
    "A natural rubber bottle in a cover that comes off for washing. Fill two thirds, press the air out, go to bed.",
  "hand-warmer": "An owl for each coat pocket. Click the disc and it is warm for an hour; boil it and it works again.",
  plasters: "Twenty plasters in a hinged tin that is much too good to throw away.",
};

/** A paragraph about a kind of kinds.ts. */
export function descriptionOf(kind: string): string {
  const description = DESCRIPTIONS[kind];
  if (!description) throw new RangeError(`descriptionOf requires a kind that is described, not ${kind}`);
  return description;
}
