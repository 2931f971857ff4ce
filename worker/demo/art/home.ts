import { HEART } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow, word } from "./paint.ts";
import { BARK, BUTTER, CORD, CREAM, HONEY, INK, LEAF, mix, RED, ROSE, STEEL, TEAL } from "./palette.ts";

/** A heart of willow, bound round and round. */
export const wickerHeart: Drawing = ({ name }) => {
  const white = name.includes("white");
  const scale = name.includes("large") ? 9.4 : white ? 6.6 : 7.2;
  const willow = white ? "#EDE6D8" : "#B98B5E";
  const dark = white ? "#B8AC97" : "#86603C";
  const at = `translate(120 ${name.includes("large") ? 126 : 134}) scale(${scale})`;
  const ring = (size: number, colour: string, width: number, dash: string): string =>
    `<path d="${HEART}" transform="${at} scale(${size})" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dash}" stroke-linejoin="round"/>`;
  return `${line(`M120 8V${name.includes("large") ? 66 : 88}`, CORD, 3)}${ring(0.86, dark, 3.6, "none")}${ring(0.97, willow, 1.3, "2.2 .5")}${ring(0.83, willow, 1.3, "2 .6")}${ring(0.69, willow, 1.2, "2.2 .5")}
  <path d="M120 ${name.includes("large") ? 66 : 88}l-18-14v22zm0 0 18-14v22z" fill="${white ? RED : CREAM}" stroke="${white ? "none" : CORD}" stroke-width="1.5"/>`;
};

/** Three birds on a twig, no two alike. */
export const bird: Drawing = () => {
  const one = (x: number, y: number, fill: string, wing: string, flip = 1): string =>
    `<g transform="translate(${x} ${y}) scale(${flip} 1)"><path d="M-34 6Q-30-28 4-28Q14-46 32-38Q42-34 40-24L50-20 40-15Q40 16 6 20Q-12 22-24 12L-52 22-46 6Z" fill="${fill}"/><path d="M-24 0Q-4-20 14-2Q2 16-24 0Z" fill="${wing}"/><circle cx="30" cy="-26" r="3.2" fill="${INK}"/><path d="M40-24 52-20 40-15Z" fill="${HONEY}"/>${line("M0 20v10M10 19v11", BARK, 3)}</g>`;
  return `${line("M8 118Q120 104 232 122M120 112q30-24 44-16M30 198Q120 186 214 202", BARK, 6)}<g fill="${LEAF}"><ellipse cx="170" cy="92" rx="10" ry="5"/><ellipse cx="206" cy="110" rx="9" ry="5"/><ellipse cx="38" cy="188" rx="9" ry="5"/></g>
  ${one(68, 82, TEAL, mix(TEAL, "#FFFFFF", 0.4))}${one(178, 80, ROSE, mix(ROSE, "#FFFFFF", 0.4), -1)}${one(122, 162, BUTTER, mix(BUTTER, "#FFFFFF", 0.5))}`;
};

/** A china strawberry with a lid. */
export const trinketBox: Drawing = () =>
  `${shadow(120, 50)}<path d="M36 96C36 152 76 206 120 206S204 152 204 96C196 70 44 70 36 96Z" fill="${RED}"/>${shade("M204 96C204 152 164 206 120 206 160 170 176 130 172 82Q198 84 204 96Z")}
  <g fill="#FFE9C2"><ellipse cx="76" cy="128" rx="3" ry="5"/><ellipse cx="104" cy="144" rx="3" ry="5"/><ellipse cx="134" cy="130" rx="3" ry="5"/><ellipse cx="164" cy="142" rx="3" ry="5"/><ellipse cx="90" cy="168" rx="3" ry="5"/><ellipse cx="122" cy="180" rx="3" ry="5"/><ellipse cx="150" cy="170" rx="3" ry="5"/></g>
  <path d="M32 94C44 44 196 44 208 94Q164 112 120 108T32 94Z" fill="${mix(RED, "#FFFFFF", 0.12)}"/>${line("M34 96Q76 112 120 110T206 96", "#8A2430", 2.5)}
  <path d="M120 54 152 40Q150 60 176 66 148 78 132 68 124 92 118 68 98 82 66 68 92 60 90 42Z" fill="${LEAF}"/>${line("M120 58q2-22 16-30", LEAF, 8)}${gleam("M52 84Q64 66 88 62Q72 74 64 90Z", 0.4)}`;

/** Two bells, a hammer and legs. */
export const alarmClock: Drawing = ({ ground, deep }) =>
  `${shadow(120, 64)}${line("M70 176 52 206M170 176 188 206", deep, 10)}<path d="M36 78A34 34 0 0 1 92 42Z" fill="${STEEL}"/><path d="M204 78A34 34 0 0 0 148 42Z" fill="${STEEL}"/>${gleam("M44 68A28 28 0 0 1 72 46Z", 0.6)}${line("M120 44V26M108 26h24", STEEL, 6)}${line("M84 36q36-22 72 0", deep, 5)}
  <circle cx="120" cy="126" r="76" fill="${ground}"/>${shade("M120 50A76 76 0 0 1 120 202 90 90 0 0 0 120 50Z", 0.1)}<circle cx="120" cy="126" r="58" fill="#FFFDF4"/><circle cx="120" cy="126" r="58" fill="none" stroke="${deep}" stroke-width="3"/>
  ${word("12", 120, 90, 17, INK)}${word("3", 166, 132, 17, INK)}${word("6", 120, 177, 17, INK)}${word("9", 74, 132, 17, INK)}${line("M147 79l-3 5M167 99l-5 3M167 153l-5-3M147 173l-3-5M93 173l3-5M73 153l5-3M73 99l5 3M93 79l3 5", INK, 2.5)}
  ${line("M120 126 96 102M120 126 152 106", INK, 5)}<circle cx="120" cy="126" r="6" fill="${deep}"/>${gleam("M58 106A66 66 0 0 1 96 66L92 74A60 60 0 0 0 66 108Z", 0.4)}`;

/** Coir, seen from the doorstep. */
export const doormat: Drawing = ({ name, fill }) => {
  const spotted = name.includes("retrospot");
  const top = "M40 76H200L232 186H8Z";
  return `<path d="M8 186H232V196H8Z" fill="${mix(spotted ? "#8A2430" : "#7D5B38", "#000000", 0.15)}"/><path d="${top}" fill="${spotted ? fill : "#A67C4E"}"/><path d="M50 84H190L216 178H24Z" fill="none" stroke="${spotted ? CREAM : "#5E4127"}" stroke-width="3"/>
  ${spotted ? shade("M8 186 14 166H226L232 186Z", 0.12) : `${word("KEEP CALM", 120, 122, 24, "#4A321D", 122)}${word("and come in", 120, 156, 26, "#4A321D", 138)}`}${line("M14 196v6M34 196v6M54 196v6M74 196v6M94 196v6M114 196v6M134 196v6M154 196v6M174 196v6M194 196v6M214 196v6", BARK, 2)}`;
};

/** A thick pad with a hole to carry it by. */
export const kneelingPad: Drawing = ({ name, ground, deep, ink }) => {
  const tea = name.includes("tea");
  return `${shadow(120, 100)}<rect x="18" y="66" width="204" height="132" rx="30" fill="${deep}"/><rect x="18" y="56" width="204" height="132" rx="30" fill="${ground}"/><rect x="28" y="66" width="184" height="112" rx="22" fill="none" stroke="${ink}" stroke-width="2" stroke-dasharray="5 5"/><rect x="92" y="74" width="56" height="16" rx="8" fill="${deep}"/>
  ${tea ? `<path d="M92 112H140Q140 152 124 156H108Q92 152 92 112Z" fill="${ink}"/>${line("M140 120q16 0 10 14t-16 10M84 162H150M106 104q-5-5 0-11M122 104q-5-5 0-11", ink, 4)}` : `${word("KEEP CALM", 120, 124, 27, ink, 140)}${word("and keep digging", 120, 154, 20, ink, 140)}`}`;
};
