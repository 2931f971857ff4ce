import type { KindWords } from "./kindWords.ts";

/** What each kind of thing is called, and what the shop says of it; the print and the colour are in the product’s name. */
export const en: Readonly<Record<string, KindWords>> = {
  "jumbo-bag": {
    name: "Jumbo bag",
    description:
      "A woven bag that takes a whole weekly shop, stands up by itself in the boot and folds flat behind the door. Bound edges, two pairs of handles, wipes clean.",
  },
  "storage-bag": {
    name: "Storage bag",
    description:
      "Wide, low and zipped: for duvets in June and decorations in January. The straps run right under the base, so it can be carried full.",
  },
  shopper: {
    name: "Shopping bag",
    description: "Tall and light, with handles long enough for a shoulder. Lives in a coat pocket until it is needed.",
  },
  "recycling-bag": {
    name: "Recycling bag",
    description:
      "For bottles, jars and paper on their way out of the house. Woven, so a spill rinses off under the tap.",
  },
  "charlotte-bag": {
    name: "Handbag",
    description: "A small soft handbag with a gathered front and a bow. Holds a purse, a book and one apple.",
  },
  "lunch-bag": {
    name: "Lunch bag",
    description:
      "Insulated and lined, with a zipped lid. Keeps a sandwich cool until one o’clock and wipes clean at two.",
  },
  "lunch-box": {
    name: "Lunch box",
    description:
      "A hard box with a clasp that small hands can manage. Fits a round of sandwiches, a yoghurt and something nice.",
  },
  "snack-boxes": {
    name: "Snack boxes",
    description:
      "Four round boxes with lids that stay on, for raisins, crackers and the half of the biscuit that is kept for later.",
  },
  "cake-cases": {
    name: "Cupcake cases",
    description: "Greaseproof paper cases for fairy cakes. They keep their colour in the oven and peel away cleanly.",
  },
  "cake-tins": {
    name: "Cake tins",
    description:
      "Three tins, each inside the next: a sponge, a tea loaf and a batch of shortbread. The lids fit tightly enough for the post.",
  },
  "heart-cutters": {
    name: "Biscuit cutters",
    description: "Three hearts, one inside the other, with a rolled edge to push on and a sharp one to cut.",
  },
  "butterfly-cutters": {
    name: "Biscuit cutters",
    description:
      "Three butterflies in falling sizes. Bend a biscuit over a spoon handle while it is warm and it will look about to leave.",
  },
  "gingerbread-cutter": {
    name: "Biscuit cutter",
    description: "One gingerbread man, cut cleanly down to the toes. Buttons and buttonholes are up to you.",
  },
  "jelly-moulds": {
    name: "Jelly moulds",
    description: "Four fluted moulds in sugared-almond colours. Dip in hot water, count to five, turn out.",
  },
  "baking-set": {
    name: "Baking set for children",
    description: "Apron, bowl, tins and tools cut down to a child’s size: real enough to make real buns.",
  },
  scales: {
    name: "Kitchen scales",
    description:
      "Enamelled scales with a pan and a dial you can read from across the kitchen. Weighs up to a Christmas cake.",
  },
  "jam-jars": {
    name: "Jam making set",
    description: "Jars, cloth tops, bands, labels and wax discs for a first batch. You bring the fruit.",
  },
  "jam-set": {
    name: "Jam making set",
    description: "Printed cloth tops, ribbons, labels and wax discs for jars you have been saving all year.",
  },
  "recipe-box": {
    name: "Recipe box",
    description: "A hinged tin box with divided cards, for the recipes that came from someone and not from a screen.",
  },
  "spice-tins": {
    name: "Spice tins",
    description: "Six lidded tins with room for a label. They stack three and three beside the hob.",
  },
  "glass-bowls": {
    name: "Storage bowls",
    description: "Five bowls that nest, each with its own lid. Oven, table, fridge, in that order.",
  },
  pegs: {
    name: "Clothes pegs",
    description: "Wooden pegs with a strong spring and a painted end. They hold a wet towel in a breeze.",
  },
  "cake-stand": {
    name: "Cake stand",
    description:
      "Three china plates on one stem, painted with roses and edged in gold. Comes apart for the dishwasher and goes together without tools.",
  },
  teacup: {
    name: "Cup and saucer",
    description: "Bone china, banded and painted, with a saucer wide enough for two biscuits.",
  },
  "tea-set": {
    name: "Toy tea set",
    description: "A teapot, cups, saucers and a milk jug for small hands and a table of bears.",
  },
  napkins: {
    name: "Paper napkins",
    description: "Three-ply paper napkins, thick enough to fold into something.",
  },
  "heart-light": {
    name: "Tea light holder",
    description: "A painted heart that hangs in a window with a glass for one T-light at its middle.",
  },
  "jar-light": {
    name: "Tea light holder",
    description: "A jar on a wire handle, with a heart at its neck. Hang it in a tree or stand it on the step.",
  },
  "glass-light": {
    name: "Tea light holder",
    description: "Cut glass on three chains, after a Victorian pattern. Throws small stars on the wall.",
  },
  "silver-light": {
    name: "Tea light holder",
    description: "A tumbler of mottled silver glass. One T-light makes it glow from inside.",
  },
  "rabbit-light": {
    name: "Night light",
    description: "A soft light for the landing, the shape of a rabbit who is not at all sleepy. Cool to the touch.",
  },
  "toadstool-light": {
    name: "Night light",
    description: "A small LED toadstool for a bedside. Changes nothing about the dark except that it is nicer.",
  },
  "chilli-lights": {
    name: "String of lights",
    description: "A string of red chillies for a kitchen window or a garden wall in August.",
  },
  candles: {
    name: "Scented candle",
    description: "Scented like a pan of jam ten minutes before it sets. Burns for an evening and leaves you the jar.",
  },
  "metal-sign": {
    name: "Metal sign",
    description: "Printed tin with two holes for screws. Says it so that you need not.",
  },
  "wooden-sign": {
    name: "Wooden sign",
    description: "A painted plank on a ribbon, for a kitchen door.",
  },
  frame: {
    name: "Picture frame",
    description: "A painted wooden frame with glass and a stand, made to look as if it had always been there.",
  },
  "slate-heart": {
    name: "Chalkboard",
    description: "A heart cut from slate, on a string. Write on it with chalk, wipe it, write again.",
  },
  blackboard: {
    name: "Chalkboard",
    description: "A framed board with a ledge for chalk, for lists, scores and tonight’s pudding.",
  },
  "block-word": {
    name: "Wooden letters",
    description: "Four wooden letters to stand on a shelf. Children rearrange them within the hour.",
  },
  "coat-rack": {
    name: "Coat rack",
    description: "A wooden rail with five knobs like gumballs, so that everyone has a colour.",
  },
  "wicker-heart": {
    name: "Wicker heart",
    description: "Willow bound into a heart, for a door, a wreath or the end of a pew.",
  },
  bird: {
    name: "Ornament",
    description: "A small painted bird on a clip. Colours are assorted: you will get a mixed flock.",
  },
  "trinket-box": {
    name: "Trinket box",
    description: "A ceramic strawberry with a lid. Keeps one ring, two keys or a milk tooth.",
  },
  "alarm-clock": {
    name: "Alarm clock",
    description: "Two bells, a hammer and a dial that glows. It will wake you, and the room below.",
  },
  doormat: {
    name: "Doormat",
    description: "Thick coir with a rubber back. Takes the mud and keeps its manners.",
  },
  "kneeling-pad": {
    name: "Kneeling pad for the garden",
    description: "A thick pad for weeding, with a handle cut through it. Rinses under the outside tap.",
  },
  bunting: {
    name: "Bunting",
    description: "Cotton flags on tape, doubled and hemmed. Goes up in a minute and through the wash at thirty.",
  },
  "paper-bunting": {
    name: "Paper bunting",
    description: "Paper flags on cord: light enough for drawing pins, good enough to put away for next year.",
  },
  "paper-chain": {
    name: "Paper chain",
    description: "Gummed strips for metres of chain, and an afternoon’s work for four.",
  },
  popcorn: {
    name: "Popcorn holder",
    description: "A striped paper holder that stands up when full. Sold singly, so buy as many as there are seats.",
  },
  ribbons: {
    name: "Ribbon",
    description: "Six reels of woven ribbon in country colours, for parcels and plaits.",
  },
  "snap-cards": {
    name: "Playing cards",
    description: "A full pack with drawings from an old nursery set. Ages four and rather competitive.",
  },
  harmonica: {
    name: "Mouth organ",
    description: "A mouth organ that plays in tune, in a red box. We are sorry.",
  },
  "hot-water-bottle": {
    name: "Hot water bottle",
    description:
      "A natural rubber bottle in a cover that comes off for washing. Fill two thirds, press the air out, go to bed.",
  },
  "hand-warmer": {
    name: "Hand warmer",
    description: "An owl for each coat pocket. Click the disc and it is warm for an hour; boil it and it works again.",
  },
  plasters: {
    name: "Plasters",
    description: "Twenty plasters in a hinged tin that is much too good to throw away.",
  },
};
