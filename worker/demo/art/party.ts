import { heart, mushroom, star, strawberry } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow, word } from "./paint.ts";
import {
  BUTTER,
  CORD,
  CREAM,
  HONEY,
  INK,
  LEAF,
  mix,
  NAVY,
  RED,
  ROSE,
  SAGE,
  SKY,
  STEEL,
  TEAL,
  WOOD,
} from "./palette.ts";

const flag = (x: number, y: number, turn: number, fill: string): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-21 0H21L0 54Z" fill="${fill}"/><path d="M4 0H21L0 54Z" fill="#000" opacity=".08"/><path d="M-21 0H21V5H-21Z" fill="${CREAM}"/></g>`;

/** Cloth flags in two swags. */
export const bunting: Drawing = ({ fill, name }) => {
  const plain = name.includes("Spotty") ? [fill, RED, fill, BUTTER, fill] : [RED, SKY, BUTTER, SAGE, ROSE];
  const swag = (y: number, from: number): string =>
    [0, 1, 2, 3, 4]
      .map((index) => {
        const x = 28 + index * 46;
        const drop = 26 - ((index - 2) * (index - 2) * 26) / 4;
        return flag(x, y + drop, (2 - index) * 6, plain[(index + from) % 5] ?? RED);
      })
      .join("");
  return `${line("M2 34Q120 108 238 34", CORD, 4)}${swag(48, 0)}${line("M2 132Q120 206 238 132", CORD, 4)}${swag(146, 2)}`;
};

/** Paper flags with a scalloped foot. */
export const paperBunting: Drawing = ({ fill }) => {
  const pennant = (x: number, y: number, paper: string): string =>
    `<path d="M${x - 26} ${y}h52v58q-13 16-26 0q-13 16-26 0Z" fill="${paper}" stroke="#B9A88F" stroke-width="1"/>${shade(`M${x + 12} ${y}h14v58q-7 9-14 7Z`, 0.08)}`;
  return `${line("M4 48Q120 84 236 48M4 138Q120 174 236 138", CORD, 3)}${[CREAM, fill, CREAM, fill].map((paper, index) => pennant(36 + index * 56, [56, 63, 63, 56][index] ?? 60, paper)).join("")}${[fill, CREAM, fill, CREAM].map((paper, index) => pennant(36 + index * 56, [146, 153, 153, 146][index] ?? 150, paper)).join("")}`;
};

/** Links of paper, glued in swags. */
export const paperChain: Drawing = ({ name, fill, ground }) => {
  const papers = name.includes("fifties") ? [ground, "#3F8F86", "#EFA99B", HONEY] : [ground, RED, "#A8C3A0", "#C9A24B"];
  const links = (y: number, offset: number): string =>
    Array.from({ length: 9 }, (_, index) => {
      const x = 24 + index * 24;
      const drop = 38 - ((index - 4) * (index - 4) * 38) / 16;
      const paper = papers[(index + offset) % 4] ?? RED;
      return `<ellipse cx="${x}" cy="${y + drop}" rx="18" ry="13" transform="rotate(${(4 - index) * 8 + (index % 2 ? 14 : -14)} ${x} ${y + drop})" fill="none" stroke="${paper}" stroke-width="8"/>`;
    }).join("");
  return `${links(36, 0)}${links(88, 2)}<rect x="64" y="166" width="112" height="44" rx="4" fill="${fill}"/>${shade("M150 166h22q4 0 4 4v36q0 4-4 4h-22Z", 0.1)}<rect x="88" y="176" width="64" height="24" rx="3" fill="${CREAM}"/>${word("CHAINS", 120, 193, 13, INK, 48)}`;
};

/** Striped, and full. */
export const popcorn: Drawing = () => {
  const corn = [
    [84, 82],
    [104, 66],
    [128, 62],
    [150, 70],
    [166, 86],
    [96, 94],
    [120, 84],
    [142, 92],
    [112, 48],
    [136, 46],
  ] as const;
  const puff = corn.map(
    ([x, y]) =>
      `<g fill="#FFF3CF"><circle cx="${x - 6}" cy="${y}" r="10"/><circle cx="${x + 7}" cy="${y - 3}" r="10"/><circle cx="${x}" cy="${y + 7}" r="9"/></g><circle cx="${x}" cy="${y + 1}" r="4" fill="${BUTTER}"/>`,
  );
  return `${shadow(120, 48)}${puff.join("")}<path d="M62 92H178L164 208H76Z" fill="${CREAM}"/><g fill="${RED}"><path d="M62 92H82L90 208H76ZM102 92H122V208H106ZM142 92H160L148 208H136Z"/></g>${shade("M178 92 164 208H148L158 92Z", 0.08)}
  <path d="M58 92q10-12 20 0q10-12 21 0q10-12 21 0q11-12 21 0q10-12 21 0q10-12 20 0l-3 12H61Z" fill="${RED}"/>`;
};

/** Six reels. */
export const ribbons: Drawing = () => {
  const colours = [RED, BUTTER, SAGE, NAVY, ROSE, WOOD];
  const reels = colours.map((colour, index) => {
    const x = 56 + (index % 3) * 64;
    const y = index < 3 ? 82 : 162;
    return `<circle cx="${x}" cy="${y}" r="29" fill="${mix(WOOD, "#FFFFFF", 0.35)}"/><circle cx="${x}" cy="${y}" r="24" fill="${colour}"/><circle cx="${x}" cy="${y}" r="17" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="2"/><circle cx="${x}" cy="${y}" r="8" fill="${REEL_CORE}"/>${line(`M${x + 24} ${y}q6 18-4 ${index < 3 ? 30 : 38}`, colour, 6)}`;
  });
  return reels.join("");
};

const REEL_CORE = "#8C6747";

/** Three cards of a pack, fanned. */
export const snapCards: Drawing = () => {
  const card = (turn: number, picture: string): string =>
    `<g transform="rotate(${turn} 120 214)"><rect x="72" y="52" width="96" height="142" rx="9" fill="#FFFBF0" stroke="${STEEL}" stroke-width="1.5"/><rect x="80" y="60" width="80" height="126" rx="5" fill="none" stroke="${RED}" stroke-width="1.5"/><g transform="translate(120 124) scale(2.8)">${picture}</g></g>`;
  return `${shadow(120, 70)}${card(-22, star(BUTTER, ""))}${card(22, mushroom(RED, CREAM))}${card(0, strawberry(RED, LEAF))}${word("SNAP", 120, 178, 16, NAVY, 44)}`;
};

/** A mouth organ and its box. */
export const harmonica: Drawing = () => {
  const holes = Array.from(
    { length: 10 },
    (_, index) => `<rect x="${46 + index * 15}" y="150" width="9" height="14" rx="2" fill="${INK}"/>`,
  );
  return `${shadow(120, 98)}<path d="M44 60 196 44 206 104 54 122Z" fill="${RED}"/>${shade("M54 122 206 104 208 116 56 134Z", 0.25)}<path d="M66 72 182 60 188 94 72 108Z" fill="none" stroke="${CREAM}" stroke-width="2"/><g transform="rotate(-6 126 84)">${word("Echo", 126, 94, 28, CREAM, 70)}</g>
  <rect x="26" y="138" width="188" height="66" rx="14" fill="${STEEL}"/><rect x="36" y="146" width="168" height="22" fill="${mix(TEAL, "#2B2A33", 0.2)}"/>${holes.join("")}<rect x="26" y="168" width="188" height="36" rx="12" fill="${mix(STEEL, "#FFFFFF", 0.35)}"/>${gleam("M40 172H200V178H40Z", 0.6)}<g transform="translate(120 188)">${heart(RED, "")}</g>`;
};
