import type { Product } from "../product.ts";
import { shapesOf } from "./draw.ts";
import { line, shadow } from "./paint.ts";
import { CORD, CREAM, RED, WOOD } from "./palette.ts";

/** A thing in a scene: its product id or prop, where its field of 240 by 240 begins, and how large. */
type Placed = readonly [thing: string, x: number, y: number, scale: number];

interface Scene {
  readonly backdrop: string;
  readonly things: readonly Placed[];
  readonly isNight?: true;
}

const disc = (x: number, y: number, r: number): string => `<circle cx="${x}" cy="${y}" r="${r}"/>`;
const arch = (x: number, width: number, top: number): string =>
  `<path d="M${x} 320V${top + width / 2}a${width / 2} ${width / 2} 0 0 1 ${width} 0V320Z"/>`;

/** What is not for sale. */
const PROPS: Readonly<Record<string, string>> = {
  parcel: `${shadow(120, 96)}<path d="M28 92H212V208H28Z" fill="${WOOD}"/><path d="M184 92h28v116h-28z" fill="#000" opacity=".1"/><path d="M28 92h184v26H28z" fill="#fff" opacity=".12"/><path d="M106 92h16v116h-16zM28 146h184v14H28z" fill="${RED}"/><path d="M114 92C60 92 56 40 84 46s30 46 30 46ZM114 92c54 0 58-52 30-46s-30 46-30 46Z" fill="none" stroke="${RED}" stroke-width="10"/><path d="M140 170l44-8 4 28-44 6Z" fill="${CREAM}"/>${line("M148 178l30-5M150 187l20-3", CORD, 2)}`,
  letter: `${shadow(120, 84)}<path d="M34 88H206V206H34Z" fill="${CREAM}"/><path d="M34 88 120 158 206 88Z" fill="#fff"/><path d="M34 88 120 158 206 88" fill="none" stroke="#D8C8A8" stroke-width="3"/><circle cx="120" cy="160" r="19" fill="${RED}"/><path d="M120 168c-8-6-10-9-10-12 0-6 8-7 10-2 2-5 10-4 10 2 0 3-2 6-10 12Z" fill="#F6CDD4"/>`,
  shelf: `<path d="M0 196H240V208H0Z" fill="${WOOD}"/><path d="M20 208h10v16H20zM210 208h10v16h-10z" fill="#8C6747"/>`,
  moon: `<path d="M150 50a78 78 0 1 0 40 128A84 84 0 0 1 150 50Z" fill="#F3DFA4" opacity=".9"/>`,
};

/** The shop’s own scene, one for each lifecycle segment, and those of the evening and the Circle. */
const SCENES: Readonly<Record<string, Scene>> = {
  default: {
    backdrop: disc(260, 190, 150),
    things: [
      ["47566", -10, -30, 1],
      ["22423", 130, 80, 1.1],
      ["22697", 330, 168, 0.74],
      ["85099B", 0, 148, 0.82],
    ],
  },
  "anonymous-prospect": {
    backdrop: arch(110, 300, 20),
    things: [
      ["85123A", 20, -6, 0.8],
      ["84879", 282, -8, 0.84],
      ["85099B", 40, 122, 0.95],
      ["22727", 214, 142, 0.86],
      ["23084", 372, 148, 0.84],
    ],
  },
  "known-prospect": {
    backdrop: disc(150, 190, 130) + disc(370, 230, 90),
    things: [
      ["23298", 30, -52, 0.86],
      ["47566", 270, -52, 0.86],
      ["letter", 10, 124, 0.94],
      ["parcel", 220, 60, 1.2],
    ],
  },
  new: {
    backdrop: disc(260, 200, 140),
    things: [
      ["parcel", 120, 56, 1.25],
      ["20725", 6, 156, 0.76],
      ["22697", 384, 196, 0.6],
      ["22077", 366, 12, 0.6],
    ],
  },
  "developing-1": {
    backdrop: arch(30, 210, 70) + arch(280, 210, 40),
    things: [
      ["22697", 0, 112, 0.9],
      ["22699", 166, 112, 0.9],
      ["22698", 340, 132, 0.8],
      ["22090", 40, -56, 0.9],
      ["22090", 252, -56, 0.9],
    ],
  },
  established: {
    backdrop: arch(90, 340, 10),
    things: [
      ["shelf", 80, -161, 1.5],
      ["22666", 106, 8, 0.6],
      ["22722", 286, 8, 0.6],
      ["22720", 76, 128, 0.92],
      ["22960", 282, 124, 0.94],
    ],
  },
  "developing-2": {
    backdrop: disc(150, 170, 120) + disc(380, 190, 110),
    things: [
      ["47566", -20, -44, 1.1],
      ["23298", 250, -44, 1.1],
      ["22423", 140, 76, 1.12],
      ["22197", 6, 140, 0.86],
      ["84992", 340, 158, 0.78],
    ],
  },
  vip: {
    isNight: true,
    backdrop: disc(260, 180, 150),
    things: [
      ["moon", 330, -36, 0.9],
      ["21731", 150, 80, 1.12],
      ["23084", 16, 122, 0.95],
      ["22969", 334, 146, 0.82],
    ],
  },
  returning: {
    backdrop: arch(150, 220, 10),
    things: [
      ["84879", 152, -12, 0.92],
      ["23284", 120, 108, 1.15],
      ["22960", 4, 156, 0.78],
      ["22728", 374, 168, 0.7],
    ],
  },
  "at-risk": {
    backdrop: disc(330, 180, 140),
    things: [
      ["22111", 56, 56, 1.24],
      ["22699", 250, 92, 1.06],
      ["22457", 380, 4, 0.56],
    ],
  },
  evening: {
    isNight: true,
    backdrop: disc(250, 190, 160),
    things: [
      ["moon", 20, -30, 0.7],
      ["22112", 372, 96, 0.9],
      ["23298", 170, -60, 0.9],
      ["parcel", 120, 96, 1.05],
      ["22697", 14, 176, 0.7],
      ["23084", 330, 172, 0.72],
    ],
  },
  circle: {
    backdrop: disc(260, 190, 160),
    things: [
      ["47566", -10, -44, 1],
      ["47566", 250, -44, 1],
      ["letter", 14, 130, 0.86],
      ["parcel", 160, 84, 1.05],
      ["parcel", 368, 168, 0.68],
    ],
  },
  lost: {
    backdrop: arch(70, 170, 60) + disc(380, 170, 90),
    things: [
      ["21754", 140, 56, 1.25],
      ["22727", 10, 152, 0.78],
      ["22469", 370, 2, 0.62],
      ["20726", 404, 208, 0.46],
    ],
  },
};

/** What is a pale disc by day would be a lamp on a dark page. */
const DIMMED = "<style>@media (prefers-color-scheme: dark){.backdrop{opacity:.07}}</style>";

/** The names of all scenes. */
export const SCENE_NAMES: readonly string[] = Object.keys(SCENES);

/**
 * A scene as a whole SVG file, 520 by 360, without a ground of its own.
 *
 * @throws RangeError where the scene or a product in it is unknown
 */
export function drawScene(name: string, products: readonly Product[]): string {
  const scene = SCENES[name];
  if (!scene) throw new RangeError(`drawScene requires a known scene, not ${name}`);
  const patterns: string[] = [];
  const drawn = scene.things.map(([thing, x, y, scale], index) => {
    const at = `transform="translate(${x} ${y}) scale(${scale})"`;
    const prop = PROPS[thing];
    if (prop) return `<g ${at}>${prop}</g>`;
    const product = products.find(({ id }) => id === thing);
    if (!product) throw new RangeError(`drawScene requires products that are sold, not ${thing}`);
    const { pattern, shapes } = shapesOf({ ...product, id: `${product.id}-${index}` });
    patterns.push(pattern);
    return `<g ${at}>${shapes}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 360" width="520" height="360">${DIMMED}<defs>${patterns.join("")}</defs><g class="backdrop" fill="#fff" opacity="${scene.isNight ? 0.08 : 0.4}">${scene.backdrop}</g>${drawn.join("").replace(/\n\s*/g, "")}</svg>\n`;
}
