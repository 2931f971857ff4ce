import { strawberry } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow, tin, word } from "./paint.ts";
import {
  BARK,
  BUTTER,
  CORD,
  CREAM,
  GLASS,
  HONEY,
  LEAF,
  mix,
  RED,
  ROSE,
  SAGE,
  SKY,
  STEEL,
  TEAL,
  WOOD,
} from "./palette.ts";

const jar = (x: number, y: number, height: number, jam: string, cloth: string, label: string): string =>
  `<rect x="${x - 34}" y="${y - height}" width="68" height="${height}" rx="14" fill="${GLASS}" opacity=".75"/><rect x="${x - 30}" y="${y - height + 18}" width="60" height="${height - 22}" rx="11" fill="${jam}"/>
  ${gleam(`M${x - 24} ${y - height + 26}h6v${height - 42}h-6z`, 0.35)}<rect x="${x - 22}" y="${y - height / 2 - 10}" width="44" height="32" rx="3" fill="${CREAM}"/>${word(label, x, y - height / 2 + 9, 12, BARK)}
  <path d="M${x - 34} ${y - height + 2}Q${x} ${y - height - 24} ${x + 34} ${y - height + 2}L${x + 44} ${y - height + 20}q-7 7-14 0q-7 7-15 0q-8 8-15 0q-8 7-15 0q-8 7-15 0q-7 6-14 0Z" fill="${cloth}"/>${line(`M${x - 35} ${y - height + 5}Q${x} ${y - height + 12} ${x + 35} ${y - height + 5}`, CORD, 3)}`;

/** Three jars under cloth. */
export const jamJars: Drawing = ({ fill }) =>
  `${shadow(120, 96)}${jar(64, 206, 96, "#9C2F45", fill, "plum")}${jar(176, 206, 96, HONEY, fill, "peach")}${jar(120, 208, 128, "#C8404A", fill, "jam")}`;

/** Cloth circles, labels and ribbon, on their card. */
export const jamSet: Drawing = ({ fill, deep }) => {
  const scallops = Array.from({ length: 16 }, (_, index) => {
    const turn = (index * Math.PI) / 8;
    return `<circle cx="${(92 + Math.cos(turn) * 58).toFixed(1)}" cy="${(100 + Math.sin(turn) * 58).toFixed(1)}" r="12" fill="${deep}"/>`;
  });
  const label = (x: number, y: number): string =>
    `<rect x="${x}" y="${y}" width="66" height="42" rx="5" fill="${CREAM}" stroke="${deep}" stroke-width="2.5"/><g transform="translate(${x + 16} ${y + 21}) scale(.9)">${strawberry(RED, LEAF)}</g>${line(`M${x + 32} ${y + 16}h24M${x + 32} ${y + 26}h18`, BARK, 2)}`;
  return `${scallops.join("")}<circle cx="92" cy="100" r="60" fill="${fill}"/>${label(146, 92)}${label(134, 146)}${label(56, 168)}${line("M150 60q24-26 46-8t-14 20", RED, 7)}`;
};

/** A hinged box, its cards standing out of it. */
export const recipeBox: Drawing = ({ fill, ground, second }) =>
  `${shadow(120, 86)}<path d="M52 98 64 50H196L188 98Z" fill="${mix(ground, "#2B2A33", 0.22)}"/><path d="M70 112V62H176V112Z" fill="${CREAM}"/><path d="M62 116V78H166V116Z" fill="#FFFDF8"/>
  <path d="M92 62h28v-10H92zM136 62h26v-8h-26z" fill="${SAGE}"/>${line("M74 90h60M74 100h80", CORD, 2)}
  <rect x="38" y="106" width="164" height="102" rx="8" fill="${fill}"/>${shade("M180 106h14q8 0 8 8v86q0 8-8 8h-14Z")}
  <rect x="74" y="132" width="92" height="44" rx="6" fill="${CREAM}"/>${word("Recipes", 120, 161, 22, second, 74)}<rect x="110" y="98" width="20" height="16" rx="4" fill="${HONEY}"/>`;

/** Six small tins, three and three. */
export const spiceTins: Drawing = () => {
  const colours = [SKY, BUTTER, ROSE, SAGE, TEAL, RED];
  return `${shadow(120, 96)}${colours
    .map((colour, index) => {
      const x = 56 + (index % 3) * 64;
      const y = index < 3 ? 66 : 148;
      return `${tin(x, y, 52, 50, colour, mix(colour, "#FFFFFF", 0.55))}<rect x="${x - 17}" y="${y + 20}" width="34" height="18" rx="3" fill="${CREAM}"/>${line(`M${x - 10} ${y + 29}h20`, BARK, 2)}`;
    })
    .join("")}<rect x="22" y="122" width="196" height="8" rx="3" fill="${WOOD}"/>`;
};

/** Four round boxes, stacked. */
export const snackBoxes: Drawing = ({ fill, deep, ink, second }) =>
  `${shadow(120, 96)}${tin(70, 150, 88, 46, fill, ink)}${tin(172, 150, 88, 46, fill, deep)}${tin(72, 88, 88, 46, fill, second)}${tin(170, 88, 88, 46, fill, ink)}`;

/** Glass bowls that nest, under spotted lids. */
export const glassBowls: Drawing = ({ fill, deep }) => {
  const bowl = (y: number, r: number, height: number): string =>
    `<path d="M${120 - r} ${y}Q${120 - r + 6} ${y + height} ${120 - r * 0.5} ${y + height}H${120 + r * 0.5}Q${120 + r - 6} ${y + height} ${120 + r} ${y}Z" fill="${GLASS}" opacity=".85"/>${gleam(`M${120 - r + 10} ${y + 10}q4 ${height * 0.6} 18 ${height * 0.75}h-8q-12-10-10-${height * 0.75}Z`, 0.6)}
    <path d="M${120 - r - 4} ${y - 8}h${r * 2 + 8}v10q-${r + 4} 8-${r * 2 + 8} 0Z" fill="${deep}"/><ellipse cx="120" cy="${y - 8}" rx="${r + 4}" ry="${r / 6 + 3}" fill="${fill}"/>`;
  return `${shadow(120, 60)}${bowl(152, 84, 54)}${bowl(98, 64, 40)}${bowl(56, 44, 30)}`;
};

/** Pegs on a line, and a tea towel. */
export const pegs: Drawing = ({ fill, ground }) => {
  const peg = (x: number, y: number, turn: number): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-8-30h16l-2 62H2l-2-26-2 26h-4Z" fill="${WOOD}"/><path d="M-8-30h16v20H-8z" fill="${ground}"/><circle cx="-3" cy="-24" r="2.5" fill="${CREAM}"/><circle cx="4" cy="-18" r="2.5" fill="${CREAM}"/>${line("M-8-2h16", STEEL, 4)}</g>`;
  return `${line("M8 66Q120 104 232 62", CORD, 3)}<path d="M62 84Q110 96 162 88L166 196Q114 204 60 196Z" fill="${fill}"/>${shade("M140 90Q152 90 162 88L166 196Q156 198 144 199Z")}
  ${peg(34, 80, -4)}${peg(74, 94, 3)}${peg(150, 94, -3)}${peg(190, 82, 5)}${peg(216, 74, -6)}`;
};
