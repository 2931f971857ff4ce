import type { Glyph } from "./glyphs.ts";
import * as glyphs from "./glyphs.ts";
import * as colour from "./palette.ts";

/** What is printed on a thing: its ground, two inks and the figures that repeat. */
export interface Design {
  readonly ground: string;
  readonly ink: string;
  readonly second: string;
  /** Side of the repeating square; 0: plain. */
  readonly tile: number;
  readonly figures: readonly Glyph[];
}

const print = (ground: string, ink: string, second: string, tile: number, ...figures: Glyph[]): Design => ({
  ground,
  ink,
  second,
  tile,
  figures,
});

const plain = (ground: string, ink: string = colour.CREAM, second: string = colour.RED): Design =>
  print(ground, ink, second, 0);

/** A word in the name → its print. The first that fits is used, so that “red paisley” is not read as “red”. */
const DESIGNS: readonly (readonly [RegExp, Design])[] = [
  [/skull/, print("#34333D", "#F4EEE2", "#34333D", 38, glyphs.skull, glyphs.skull)],
  [/suki/, print("#3F9497", "#F7D5DB", "#C63B3D", 40, glyphs.blossom, glyphs.daisy)],
  [/spaceboy/, print("#3C6CA8", "#F3D36B", "#E5573F", 46, glyphs.rocket, glyphs.star)],
  [/cars/, print("#A9CFE6", "#C63B3D", "#FBF4E6", 44, glyphs.car, glyphs.car)],
  [/doily/, print("#C9A78F", "#FBF4E6", "#B98A74", 42, glyphs.lace, glyphs.lace)],
  [/red paisley/, print("#B5373C", "#F4D5B8", "#8A2430", 42, glyphs.paisley, glyphs.paisley)],
  [/blue paisley/, print("#5D8DB5", "#E9F1F5", "#35587F", 42, glyphs.paisley, glyphs.paisley)],
  [/paisley/, print("#E88BA2", "#FCEBEE", "#B34468", 42, glyphs.paisley, glyphs.paisley)],
  [/polka dot/, print("#EBA0B4", "#FFF7F4", "#C63B3D", 30, glyphs.dot, glyphs.dot)],
  [/sweetheart/, print("#FBE3E4", "#C63B3D", "#E88BA2", 32, glyphs.heart, glyphs.heart)],
  [/spotty/, print("#8FBCD8", "#FFFDF8", "#C63B3D", 30, glyphs.pip, glyphs.pip)],
  [/apple/, print("#F2E6C9", "#C63B3D", "#5B8654", 40, glyphs.apple, glyphs.apple)],
  [/woodland/, print("#C3CFA6", "#B5473C", "#FBF4E6", 42, glyphs.mushroom, glyphs.leaf)],
  [
    /alphabet/,
    print("#F1E3C4", "#C63B3D", "#35587F", 48, glyphs.letterA, glyphs.letterG, glyphs.letterK, glyphs.letterS),
  ],
  [/leaf/, print("#E4E6D3", "#6F8F5C", "#4D6B3E", 40, glyphs.leaf, glyphs.leaf)],
  [/strawberry/, print("#F9DDE0", "#D2434C", "#5B8654", 40, glyphs.strawberry, glyphs.strawberry)],
  [/baroque/, print("#F4EFE4", "#34333D", "#34333D", 40, glyphs.curl, glyphs.curl)],
  [/\bowls?\b/, print("#A6CDC6", "#9A6A45", "#E59A3C", 42, glyphs.owl, glyphs.owl)],
  [/dolly girl/, print("#F3B6C4", "#FFF7F4", "#C63B3D", 42, glyphs.bow, glyphs.daisy)],
  [/fifties christmas/, print("#B5373C", "#F8E9D2", "#E3B24F", 42, glyphs.tree, glyphs.star)],
  [/christmas/, print("#2F6A55", "#F3E4C8", "#C63B3D", 42, glyphs.holly, glyphs.star)],
  [/teatime/, print("#BFDCE6", "#FFFDF8", "#C63B3D", 42, glyphs.cup, glyphs.cup)],
  [/dinosaur/, print("#EFE3BF", "#5F9263", "#2B2A33", 44, glyphs.dinosaur, glyphs.dinosaur)],
  [/scottie/, print("#7C8A99", "#F4EEE2", "#C63B3D", 42, glyphs.bow, glyphs.pip)],
  [/green regency/, print("#7FA886", "#FFF5EE", "#D9707F", 40, glyphs.rose, glyphs.rose)],
  [/pink regency/, print("#EBA7B6", "#D9607A", "#5B8654", 40, glyphs.rose, glyphs.rose)],
  [/regency/, print("#FBF3E6", "#D9607A", "#7FA886", 40, glyphs.rose, glyphs.rose)],
  [/pantry yellow/, print("#F0CB63", "#FFFDF8", "#C63B3D", 30, glyphs.pip, glyphs.pip)],
  [/pantry/, print("#BCD6CF", "#FFFDF8", "#D2434C", 34, glyphs.pip, glyphs.cup)],
  [/retrospot/, print("#C63B3D", "#FFF6EA", "#F0CB63", 34, glyphs.dot, glyphs.dot)],
  [/jam/, print("#D2434C", "#FFFDF8", "#F0CB63", 16, glyphs.pip)],
  [/rex cash/, plain("#F0CB63", "#35587F", "#C63B3D")],
  [/white|ivory/, plain("#F5EFE3", "#B9A88F", "#8FAF86")],
  [/red/, plain(colour.RED)],
  [/green/, plain("#6E9B78")],
  [/pink/, plain("#E9A0B3")],
  [/chocolate/, plain("#7A5340", "#F4E3CF")],
  [/i am so poorly/, plain("#8FBCD8", "#FFFDF8")],
  [/tea and sympathy/, plain("#F0CB63", "#7A4B2C")],
  [/keep calm/, plain(colour.RED, "#FFF6EA")],
  [/cup of tea/, plain("#5B8654", "#FFF6EA")],
];

/** The print of a product, read from its name; oat-coloured and plain where the name says nothing. */
export function designOf(name: string): Design {
  const lower = name.toLowerCase();
  return DESIGNS.find(([pattern]) => pattern.test(lower))?.[1] ?? plain("#DCC7A3", "#FBF4E6");
}
