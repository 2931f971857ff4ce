import { HEART, leaf } from "./glyphs.ts";
import { type Drawing, gleam, line, type Paint, shade, shadow, word } from "./paint.ts";
import {
  BARK,
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
  SLATE,
  STEEL,
  TEAL,
  WOOD,
} from "./palette.ts";

/** A word of the name → what the sign says, and in which colours. */
const SIGNS: readonly (readonly [RegExp, string, string, readonly string[]])[] = [
  [/please one/, "#E9D9B6", "#7C2F2B", ["PLEASE", "one person", "AT A TIME"]],
  [/gin and tonic/, "#3F7F78", "#F8EBD0", ["the", "GIN &amp; TONIC", "diet"]],
  [/cook with wine/, "#7C2F45", "#F8E3C4", ["I cook with", "WINE", "most days"]],
  [/bathroom/, "#E7EEF0", NAVY, ["", "BATHROOM", ""]],
];

/** Enamelled tin with two screw holes. */
export const metalSign: Drawing = ({ name }: Paint) => {
  const [, ground, ink, [top = "", middle = "", foot = ""]] = SIGNS.find(([pattern]) => pattern.test(name)) ?? [
    /./,
    CREAM,
    INK,
    ["", name, ""],
  ];
  const tall = top ? 0 : 26;
  return `<rect x="20" y="${58 + tall}" width="200" height="${132 - tall * 2}" rx="12" fill="#000" opacity=".1"/><rect x="20" y="${54 + tall}" width="200" height="${132 - tall * 2}" rx="12" fill="${ground}"/><rect x="29" y="${63 + tall}" width="182" height="${114 - tall * 2}" rx="7" fill="none" stroke="${ink}" stroke-width="2.5"/>
  <circle cx="120" cy="${72 + tall}" r="3" fill="${ink}" opacity=".6"/><circle cx="120" cy="${168 - tall}" r="3" fill="${ink}" opacity=".6"/>
  ${top && word(top, 120, 96, 20, ink)}${word(middle, 120, top ? 132 : 130, 34, ink, middle.length > 6 ? 152 : 110)}${foot && word(foot, 120, 158, 20, ink)}${gleam(`M26 ${60 + tall}H110L70 ${180 - tall}H26Z`, 0.12)}`;
};

/** A plank on a ribbon. */
export const woodenSign: Drawing = () =>
  `${line("M52 96Q120-20 188 96", RED, 5)}<path d="M26 88 214 84 218 178 24 182Z" fill="${WOOD}"/>${line("M30 112q60-6 184 0M28 158q80 6 186-2", BARK, 1.5, 'opacity=".5"')}<circle cx="52" cy="98" r="5" fill="${BARK}"/><circle cx="188" cy="96" r="5" fill="${BARK}"/>
  ${word("HAND OVER", 120, 124, 25, CREAM, 130)}${word("the", 120, 141, 15, CREAM)}${word("CHOCOLATE", 120, 167, 25, CREAM, 140)}`;

/** A frame with a drawing of leaves. */
export const frame: Drawing = ({ name }) => {
  const old = name.includes("antique");
  const wood = old ? "#E6DBC6" : "#F4EFE6";
  const box = old ? "M56 30H184V204H56Z" : "M34 46H206V194H34Z";
  const inside = old ? "M82 56H158V178H82Z" : "M60 72H180V168H60Z";
  return `${shadow(120, 70)}<path d="${box}" fill="${wood}" stroke="${mix(wood, "#5B4A33", 0.3)}" stroke-width="3"/>${line(old ? "M56 30 82 56M184 30 158 56M56 204 82 178M184 204 158 178" : "M34 46 60 72M206 46 180 72M34 194 60 168M206 194 180 168", "#A8987F", 1.5)}
  <path d="${inside}" fill="${old ? "#DDE5D3" : "#CFE0E6"}"/>${
    old
      ? `<g transform="translate(120 110) scale(3.6)">${leaf(SAGE, LEAF)}</g><g transform="translate(104 150) scale(2)">${leaf(LEAF, SAGE)}</g>${line("M70 44H170M70 190H170", "#B7A78B", 2, 'stroke-dasharray="2 4"')}`
      : `<circle cx="150" cy="96" r="12" fill="${BUTTER}"/><path d="M60 150Q90 118 120 138T180 124V168H60Z" fill="${SAGE}"/><path d="M60 160Q110 140 180 156V168H60Z" fill="${LEAF}"/>`
  }`;
};

/** A slate heart on a string. */
export const slateHeart: Drawing = () =>
  `${line("M84 74Q120-20 156 74", CORD, 3)}<path d="${HEART}" transform="translate(120 130) scale(9)" fill="${SLATE}"/><path d="${HEART}" transform="translate(120 130) scale(8)" fill="none" stroke="#fff" stroke-opacity=".18" stroke-width=".3"/>
  <circle cx="84" cy="72" r="4" fill="${CREAM}"/><circle cx="156" cy="72" r="4" fill="${CREAM}"/>${word("home", 120, 122, 34, "#F2F0EA", 82)}${line("M86 142q34 10 70-2", "#F2F0EA", 3, 'opacity=".7"')}`;

/** A kitchen blackboard with a list in chalk. */
export const blackboard: Drawing = () =>
  `${shadow(120, 66)}<path d="M52 34H188V206H52Z" fill="#E6DBC6" stroke="#B7A78B" stroke-width="3"/><path d="M68 50H172V166H68Z" fill="${SLATE}"/><path d="M60 176H180V190H60Z" fill="#CDBF9F"/><rect x="88" y="170" width="34" height="8" rx="3" fill="#FFFDF8"/><rect x="132" y="170" width="18" height="8" rx="3" fill="${ROSE}"/>
  <g opacity=".92">${word("eggs", 106, 84, 22, "#F2F0EA")}${word("plums", 112, 114, 22, "#F2F0EA")}${word("string", 110, 144, 22, "#F2F0EA")}${line("M84 78q20-4 44 0", "#F2F0EA", 2.5)}</g>`;

/** Letters to stand on a shelf. */
export const blockWord: Drawing = ({ name }) => {
  const love = name.includes("love");
  const letters = love ? "LOVE" : "HOME";
  const blocks = [...letters].map((text, index) => {
    const x = 14 + index * 54;
    const rise = [0, 8, 2, 6][index] ?? 0;
    const cover = (love ? [RED, ROSE, BUTTER, TEAL] : [NAVY, SAGE, HONEY, SKY])[index] ?? RED;
    return `<path d="M${x} ${132 - rise}h50v76h-50z" fill="#F4EFE6"/>${shade(`M${x + 42} ${132 - rise}h8v76h-8z`, 0.1)}${word(text, x + 24, 188 - rise / 2, 50, cover, text === "M" || text === "O" ? 38 : 32)}`;
  });
  return `${shadow(120, 108)}${blocks.join("")}<path d="M8 206H232V214H8Z" fill="${WOOD}"/>${love ? `<path d="${HEART}" transform="translate(146 92) scale(2.6)" fill="${RED}"/>` : `<path d="M66 120V88L96 62 126 88V120Z" fill="${RED}"/><path d="M58 92 96 58 134 92" fill="none" stroke="${BARK}" stroke-width="6" stroke-linejoin="round"/><path d="M88 120V98h16v22Z" fill="${CREAM}"/>`}`;
};

/** A rail of gumball hooks with a scarf on it. */
export const coatRack: Drawing = () => {
  const colours = [RED, BUTTER, TEAL, ROSE, SAGE];
  const hooks = colours.map(
    (colour, index) =>
      `${line(`M${40 + index * 40} 84V104`, STEEL, 7)}<circle cx="${40 + index * 40}" cy="108" r="14" fill="${colour}"/><circle cx="${35 + index * 40}" cy="103" r="4" fill="#fff" opacity=".5"/>`,
  );
  return `<rect x="12" y="62" width="216" height="26" rx="8" fill="${WOOD}"/>${gleam("M18 66H222V72H18Z", 0.25)}<path d="M102 112Q120 96 138 112L150 196H128L122 140 116 206H92Z" fill="${NAVY}"/>${line("M98 176h22M96 188h22M131 176h17M132 186h17", BUTTER, 4)}${hooks.join("")}`;
};
