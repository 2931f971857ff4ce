import type { Product } from "../product.ts";
import { word } from "./paint.ts";
import { drawScene } from "./scenes.ts";

/** The words on a poster: a title above, lines below. */
interface Words {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Posters by the name of their file. A picture says what it says in one language, so there is one for each. */
const POSTERS: Readonly<Record<string, Words>> = {
  "poster-box": { title: "The Circle’s box", lines: ["Six small things", "and a recipe card"] },
  "poster-box-fi": { title: "Piirin laatikko", lines: ["Kuusi pientä tavaraa", "ja reseptikortti"] },
};

/** A ground of its own: a picture that is shown by itself stands on any page. The slot’s style has it too. */
const GROUND = "#FBE9D9";
const INK = "#2B2A33";

/** The names of all posters. */
export const POSTER_NAMES: readonly string[] = Object.keys(POSTERS);

/**
 * A poster as a whole SVG file, 480 by 420.
 *
 * @throws RangeError where it is unknown
 */
export function drawPoster(name: string, products: readonly Product[]): string {
  const words = POSTERS[name];
  if (!words) throw new RangeError(`drawPoster requires a known poster, not ${name}`);
  const scene = drawScene("circle", products).replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
  const lines = words.lines.map((line, index) => word(line, 240, 360 + 38 * index, 32, INK));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 420" width="480" height="420"><path d="M0 0h480v420H0Z" fill="${GROUND}"/><g transform="translate(32 74) scale(.8)">${scene}</g>${word(words.title, 240, 58, 50, INK)}${lines.join("")}</svg>\n`;
}
