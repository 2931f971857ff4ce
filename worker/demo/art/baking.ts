import { HEART } from "./glyphs.ts";
import { type Drawing, gleam, line, type Paint, shade, shadow, tin } from "./paint.ts";
import { BLUSH, BUTTER, CREAM, HONEY, INK, mix, RED, ROSE, SAGE, SKY, STEEL, WOOD } from "./palette.ts";

/** One paper case: pleated, wider at its mouth. */
const paperCase = (x: number, y: number, width: number, height: number, fill: string): string => {
  const top = width / 2;
  const foot = width * 0.34;
  const pleats = [-0.66, -0.33, 0, 0.33, 0.66]
    .map((at) => `M${x + at * top} ${y + 3}L${x + at * foot} ${y + height}`)
    .join("");
  return `<path d="M${x - top} ${y}L${x - foot} ${y + height}Q${x} ${y + height + 5} ${x + foot} ${y + height}L${x + top} ${y}Q${x} ${y + 8} ${x - top} ${y}Z" fill="${fill}"/>${line(pleats, INK, 1.5, 'opacity=".22"')}`;
};

const stack = (x: number, fill: string, ground: string): string =>
  [0, 1, 2, 3, 4]
    .map(
      (step) =>
        `<ellipse cx="${x}" cy="${128 - step * 9}" rx="42" ry="8" fill="${mix(ground, "#FFFFFF", step % 2 ? 0.55 : 0.15)}"/>`,
    )
    .join("")
    .concat(paperCase(x, 130, 84, 76, fill));

/** A stack of paper cases, and one with a cake in it. */
export const cakeCases: Drawing = ({ fill, ground, name }) => {
  const icing = name.includes("skull")
    ? mix("#FFFDF8", "#34333D", 0.12)
    : name.includes("dinosaur")
      ? "#A9C88F"
      : BLUSH;
  return `${shadow(76, 40)}${shadow(168, 44)}${stack(76, fill, ground)}
  <path d="M124 148Q120 108 168 106Q216 108 212 148Z" fill="${WOOD}"/>
  <path d="M122 140Q116 104 150 98Q160 76 180 92Q212 96 214 130Q214 148 200 140Q190 152 178 142Q166 154 154 142Q138 152 122 140Z" fill="${icing}"/>
  ${gleam("M136 118Q142 104 156 104Q146 112 142 124Z", 0.5)}<circle cx="170" cy="86" r="10" fill="${RED}"/>${line("M171 77q3-10 12-12", "#6B7F3F", 2.5)}
  ${paperCase(168, 142, 90, 64, fill)}`;
};

/** Three round tins that nest, stacked. */
export const cakeTins: Drawing = ({ fill, deep }) =>
  `${shadow(120, 82)}${tin(120, 148, 156, 50, fill, deep)}${tin(120, 94, 120, 46, fill, deep)}${tin(120, 48, 86, 38, fill, deep)}
  <circle cx="120" cy="42" r="7" fill="${BUTTER}"/>${gleam("M58 160h8v36h-8z")}${gleam("M74 106h6v30h-6z")}${gleam("M88 60h5v24h-5z")}`;

const outlined = (d: string, at: string, stroke: string, width = 0.9): string =>
  `<path d="${d}" transform="${at} translate(.5 .6)" fill="none" stroke="${mix(stroke, "#2B2A33", 0.35)}" stroke-width="${width}" stroke-linejoin="round"/><path d="${d}" transform="${at}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`;

/** Three heart cutters, one inside the other, and a biscuit. */
export const heartCutters: Drawing = () =>
  `<path d="${HEART}" transform="translate(176 176) scale(3.3)" fill="${HONEY}"/><path d="${HEART}" transform="translate(176 175) scale(2.6)" fill="${BLUSH}"/>
  ${outlined(HEART, "translate(106 112) scale(8)", STEEL, 0.7)}${outlined(HEART, "translate(106 112) scale(5.4)", STEEL, 1)}${outlined(HEART, "translate(106 112) scale(3)", STEEL, 1.7)}`;

const WINGS =
  "M0-3C2-11 11-12 11-6 11-2 6 0 1 0 6 0 9 4 7 8 5 11 1 8 0 4-1 8-5 11-7 8-9 4-6 0-1 0-6 0-11-2-11-6-11-12-2-11 0-3Z";

/** Three butterfly cutters and an iced biscuit. */
export const butterflyCutters: Drawing = () =>
  `<path d="${WINGS}" transform="translate(176 172) scale(4)" fill="${HONEY}"/><path d="${WINGS}" transform="translate(176 172) scale(3.2)" fill="${SKY}"/>
  ${outlined(WINGS, "translate(104 96) scale(7)", STEEL, 0.8)}${outlined(WINGS, "translate(104 96) scale(4.7)", STEEL, 1.2)}${outlined(WINGS, "translate(62 186) scale(3)", STEEL, 1.7)}`;

const MAN =
  "M0-11A4.5 4.5 0 0 1 3-3.5C6-3.5 9-4.5 9.5-1.5 10 1 7 1.5 4.5 1.5 4.5 4 7 8 5 10 2.5 11.5 1 8 0 6-1 8-2.5 11.5-5 10-7 8-4.5 4-4.5 1.5-7 1.5-10 1-9.5-1.5-9-4.5-6-3.5-3-3.5A4.5 4.5 0 0 1 0-11Z";

/** The cutter, and the man himself. */
export const gingerbreadCutter: Drawing = () =>
  `${outlined(MAN, "translate(82 106) scale(7)", STEEL, 0.8)}<g transform="translate(166 146) scale(6)"><path d="${MAN}" fill="#B9783F"/>
  <path d="M-1.5-8h.1M1.5-8h.1" stroke="#FFFDF8" stroke-linecap="round" stroke-width="1.3"/><path d="M-1.6-5.8q1.6 1.3 3.2 0M-7.5-1.5v1.8M7.5-1.5v1.8M-5 7.5l1.6.8M5 7.5l-1.6.8" stroke="#FFFDF8" fill="none" stroke-linecap="round" stroke-width=".8"/>
  <circle cy="-1" r=".9" fill="${RED}"/><circle cy="2" r=".9" fill="${RED}"/></g>`;

const mould = (x: number, y: number, fill: string): string =>
  `<path d="M${x - 44} ${y}q4-50 22-52 6-14 22-14t22 14q18 2 22 52Z" fill="${fill}"/>${line(`M${x - 22} ${y - 46}q-8 20-8 44M${x} ${y - 58}v56M${x + 22} ${y - 46}q8 20 8 44`, INK, 2, 'opacity=".18"')}${gleam(`M${x - 34} ${y - 10}q4-28 12-34q-4 18-4 34Z`, 0.5)}<rect x="${x - 50}" y="${y - 2}" width="100" height="10" rx="5" fill="${mix(fill, "#2B2A33", 0.18)}"/>`;

/** Four fluted moulds in sugared-almond colours. */
export const jellyMoulds: Drawing = () =>
  `${mould(68, 106, SAGE)}${mould(172, 106, BUTTER)}${shadow(68, 48)}${shadow(172, 48)}${mould(68, 200, ROSE)}${mould(172, 200, SKY)}`;

const whisk =
  line("M182 30 166 96", WOOD, 9) +
  line(
    "M166 96C140 120 140 150 152 160M166 96C160 130 152 150 152 160M166 96C176 128 162 156 152 160M166 96C188 120 172 156 152 160",
    STEEL,
    3,
  );

/** Bowl, whisk, spoon and rolling pin. */
export const bakingSet: Drawing = ({ fill, deep }: Paint) =>
  `${whisk}${line("M74 36 96 120", WOOD, 9)}<ellipse cx="72" cy="34" rx="13" ry="19" transform="rotate(-14 72 34)" fill="${WOOD}"/>
  ${shadow(120, 86)}<ellipse cx="120" cy="112" rx="80" ry="14" fill="${CREAM}"/><path d="M40 112Q44 184 92 194H148Q196 184 200 112A80 14 0 0 1 40 112Z" fill="${fill}"/>
  ${shade("M200 112Q196 184 148 194H128Q170 176 176 122Q190 119 200 112Z")}<path d="M92 194H148L152 206H88Z" fill="${deep}"/>
  <g transform="rotate(-6 120 214)"><rect x="22" y="204" width="196" height="8" rx="4" fill="#8C6747"/><rect x="52" y="197" width="136" height="22" rx="11" fill="${WOOD}"/>${gleam("M62 201h116v5H62z")}</g>`;

/** Enamelled scales with a pan and a dial. */
export const scales: Drawing = ({ fill, ink }) =>
  `${shadow(120, 66)}<path d="M50 62H190Q184 96 140 98H100Q56 96 50 62Z" fill="${STEEL}"/>${gleam("M58 66H92Q96 88 116 94H102Q64 92 58 66Z", 0.4)}<ellipse cx="120" cy="62" rx="70" ry="10" fill="${mix(STEEL, "#FFFFFF", 0.45)}"/>
  <path d="M112 98h16v16h-16z" fill="${mix(STEEL, "#2B2A33", 0.4)}"/><path d="M88 112H152Q160 112 162 120L178 194Q180 208 168 208H72Q60 208 62 194L78 120Q80 112 88 112Z" fill="${fill}"/>
  ${shade("M152 112Q160 112 162 120L178 194Q180 208 168 208H150Q160 170 144 112Z", 0.08)}<circle cx="120" cy="160" r="36" fill="#FFFDF8" stroke="${ink}" stroke-width="4"/>
  ${line("M120 130v6M150 160h-6M90 160h6M141 139l-4 4M99 139l4 4M141 181l-4-4M99 181l4-4", INK, 2)}${line("M120 160 136 140", RED, 3.5)}<circle cx="120" cy="160" r="5" fill="${INK}"/>`;
