import { rose } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow } from "./paint.ts";
import { BLUSH, CREAM, HONEY, INK, LEAF, mix, RED, STEEL, WOOD } from "./palette.ts";

const plate = (y: number, r: number, fill: string): string =>
  `<path d="M${120 - r} ${y}Q120 ${y + r * 0.42} ${120 + r} ${y}Q120 ${y + r * 0.2} ${120 - r} ${y}Z" fill="${mix("#FBF3E6", "#2B1E22", 0.22)}"/><ellipse cx="120" cy="${y}" rx="${r}" ry="${r / 7 + 2}" fill="${fill}"/><ellipse cx="120" cy="${y}" rx="${r - 7}" ry="${r / 9}" fill="none" stroke="${HONEY}" stroke-width="1.5"/>`;

const bun = (x: number, y: number, icing: string): string =>
  `<path d="M${x - 13} ${y - 10}h26l-4 14h-18z" fill="${WOOD}"/><path d="M${x - 15} ${y - 9}q0-14 15-15t15 15q-7 5-15 0q-8 5-15 0Z" fill="${icing}"/><circle cx="${x}" cy="${y - 25}" r="3.5" fill="${RED}"/>`;

/** Three painted plates on one stem, with something on each. */
export const cakeStand: Drawing = ({ fill }) =>
  `${shadow(120, 50)}${line("M120 20V196", HONEY, 5)}<circle cx="120" cy="20" r="10" fill="none" stroke="${HONEY}" stroke-width="5"/>
  <path d="M96 206Q98 194 120 190Q142 194 144 206Z" fill="${HONEY}"/>${plate(178, 94, fill)}${bun(64, 174, BLUSH)}${bun(98, 178, CREAM)}${bun(146, 178, "#B9D3AE")}${bun(180, 174, BLUSH)}
  ${plate(120, 70, fill)}${bun(84, 117, CREAM)}${bun(156, 117, BLUSH)}${plate(68, 46, fill)}<path d="M96 66q0-18 18-18h3v19zM144 66q0-18-18-18h-3v19z" fill="${WOOD}"/><path d="M94 58h22v4H94zM124 58h22v4h-22z" fill="${RED}"/>`;

const steam = line("M98 60q-10-12 0-24t0-22M126 62q-10-12 0-24t0-22", STEEL, 4, 'opacity=".5"');

/** Cup and saucer, banded and painted. */
export const teacup: Drawing = ({ fill, ground, ink, second }) => {
  const band = mix(ground, "#FFFDF8", 0.1);
  return `${steam}${shadow(116, 92)}<ellipse cx="116" cy="190" rx="98" ry="18" fill="${band}"/><ellipse cx="116" cy="187" rx="98" ry="16" fill="${fill}"/><ellipse cx="116" cy="186" rx="52" ry="8" fill="#000" opacity=".1"/>
  ${line("M178 104q38-6 34 24t-48 28", band, 10)}<path d="M46 88H186Q186 172 140 182H92Q46 172 46 88Z" fill="${band}"/>
  <path d="M48 108H184Q180 134 172 148H60Q50 134 48 108Z" fill="#FBF3E6"/><g transform="translate(116 129) scale(1.7)">${rose(ink === "#FFF5EE" ? second : ink, LEAF)}</g><g transform="translate(72 128)">${rose(ink === "#FFF5EE" ? second : ink, LEAF)}</g><g transform="translate(160 128)">${rose(ink === "#FFF5EE" ? second : ink, LEAF)}</g>
  ${line("M48 108H184M60 148H172", HONEY, 2)}${shade("M186 88Q186 172 140 182H124Q166 160 168 88Z", 0.08)}
  <ellipse cx="116" cy="88" rx="70" ry="13" fill="${mix(ground, "#FFFFFF", 0.4)}"/><ellipse cx="116" cy="90" rx="60" ry="9" fill="#A9673B"/>${line("M46 88A70 13 0 0 1 186 88", HONEY, 2.5)}`;
};

/** Pot, cup and jug of a child’s set. */
export const teaSet: Drawing = ({ fill, deep, second }) =>
  `${shadow(96, 72)}${shadow(190, 40)}${line("M40 118q-34-6-26 26t36 26", deep, 9)}<path d="M150 116q18-2 24-30 8 0 10 4-6 46-36 60Z" fill="${deep}"/>
  <path d="M96 82Q160 82 160 146Q160 206 96 206Q32 206 32 146Q32 82 96 82Z" fill="${fill}"/>${shade("M96 82Q160 82 160 146Q160 206 96 206Q144 186 138 130Q134 96 96 82Z")}
  <path d="M60 92Q62 68 96 68Q130 68 132 92Q96 104 60 92Z" fill="${deep}"/><circle cx="96" cy="62" r="9" fill="${second}"/>
  ${line("M214 164q18 0 14 16t-22 12", deep, 6)}<path d="M156 156H218Q216 200 200 206H174Q158 200 156 156Z" fill="${fill}"/><ellipse cx="187" cy="156" rx="31" ry="7" fill="${CREAM}"/><ellipse cx="187" cy="157" rx="25" ry="4.5" fill="#A9673B"/>`;

/** Folded napkins, fanned. */
export const napkins: Drawing = ({ fill, ground, deep }) => {
  const fold = (turn: number, paper: string): string =>
    `<g transform="rotate(${turn} 120 196)"><path d="M66 58H174V196H66Z" fill="${paper}"/>${line("M66 58H174V196H66Z", INK, 1, 'opacity=".15"')}</g>`;
  const pale = mix(ground, "#FFFFFF", 0.5);
  return `${shadow(120, 76)}${fold(-16, pale)}${fold(-8, fill)}${fold(12, pale)}${fold(4, fill)}<path d="M68 138Q120 150 180 148L178 168Q120 170 67 158Z" fill="${deep}"/>${gleam("M68 138Q120 150 180 148L180 152Q120 154 68 143Z", 0.25)}`;
};
