import { HEART } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow, word } from "./paint.ts";
import { BARK, BUTTER, CORD, CREAM, GLASS, HONEY, INK, LEAF, mix, RED, STEEL } from "./palette.ts";

const glow = (x: number, y: number, r: number): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${BUTTER}" opacity=".16"/><circle cx="${x}" cy="${y}" r="${r * 0.66}" fill="${BUTTER}" opacity=".22"/>`;
const flame = (x: number, y: number, scale = 1): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M0-20C9-9 9 2 0 4-9 2-9-9 0-20Z" fill="${HONEY}"/><path d="M0-10C4-5 4 1 0 2-4 1-4-5 0-10Z" fill="#FFF3C9"/></g>`;

/** A painted heart on a wire, with a glass for the light. */
export const heartLight: Drawing = ({ fill, ground, ink }) => {
  const rim = ground === RED ? mix(RED, "#2B1E22", 0.3) : ink;
  return `${line("M120 6V50", CORD, 3)}<path d="${HEART}" transform="translate(120 128) scale(9.2)" fill="none" stroke="${rim}" stroke-width="1.9" stroke-linejoin="round"/>
  <path d="${HEART}" transform="translate(120 126) scale(9.2)" fill="none" stroke="${fill}" stroke-width="1.6" stroke-linejoin="round"/>${glow(120, 120, 58)}
  <path d="M92 112H148L144 158Q143 164 136 164H104Q97 164 96 158Z" fill="${GLASS}" opacity=".8"/><rect x="104" y="140" width="32" height="18" rx="3" fill="${CREAM}"/>${flame(120, 136)}
  ${gleam("M98 118h6l2 38h-4z", 0.6)}${line("M88 112H152", rim, 4)}<circle cx="120" cy="54" r="7" fill="${rim}"/>`;
};

/** A jam jar on wire, with a heart at its neck. */
export const jarLight: Drawing = () =>
  `${line("M76 78C76 4 164 4 164 78", STEEL, 4)}${shadow(120, 50)}${glow(120, 142, 72)}<path d="M76 74H164V86Q182 96 182 116V190Q182 206 166 206H74Q58 206 58 190V116Q58 96 76 86Z" fill="${GLASS}" opacity=".75"/>
  <rect x="100" y="176" width="40" height="24" rx="4" fill="${CREAM}"/>${flame(120, 172, 1.4)}${gleam("M70 118h8v64h-8z", 0.7)}<path d="M72 68H168V82H72Z" fill="${STEEL}"/>${line("M76 88H164", CORD, 4)}
  <path d="${HEART}" transform="translate(120 108) scale(1.7)" fill="${RED}"/>`;

/** Cut glass on three chains. */
export const glassLight: Drawing = () =>
  `${line("M120 8 70 96M120 8 170 96M120 8V90", STEEL, 2.5)}<circle cx="120" cy="10" r="6" fill="none" stroke="${STEEL}" stroke-width="4"/>${glow(120, 140, 74)}
  <path d="M62 96H178Q176 150 152 180Q138 196 120 200Q102 196 88 180Q64 150 62 96Z" fill="#B9D3C8" opacity=".85"/>
  ${line("M66 120 96 186M92 98 120 196M120 98 88 180M148 98 120 196M120 98 152 180M174 120 144 186M62 118 92 98M178 118 148 98", "#FFFDF8", 1.6, 'opacity=".8"')}
  ${flame(120, 132, 1.3)}<ellipse cx="120" cy="96" rx="60" ry="9" fill="#DDEBE3"/>${line("M60 96A60 9 0 0 0 180 96", STEEL, 5)}<circle cx="120" cy="206" r="7" fill="#B9D3C8"/>`;

/** A tumbler of mottled silver. */
export const silverLight: Drawing = () =>
  `${shadow(120, 58)}${glow(120, 96, 82)}<path d="M60 78H180L168 192Q166 206 152 206H88Q74 206 72 192Z" fill="#B7BDC1"/>${shade("M180 78 168 192Q166 206 152 206H134Q152 160 152 78Z")}
  <g fill="#E9ECEC" opacity=".8"><circle cx="86" cy="120" r="6"/><circle cx="104" cy="150" r="4"/><circle cx="92" cy="176" r="7"/><circle cx="126" cy="128" r="5"/><circle cx="138" cy="170" r="6"/><circle cx="150" cy="112" r="4"/><circle cx="116" cy="190" r="4"/><circle cx="112" cy="106" r="3"/></g>
  <g fill="#8F7B55" opacity=".45"><circle cx="98" cy="132" r="3"/><circle cx="132" cy="150" r="4"/><circle cx="146" cy="188" r="3"/><circle cx="82" cy="152" r="2.5"/></g>
  <ellipse cx="120" cy="78" rx="60" ry="11" fill="#8D959B"/><ellipse cx="120" cy="79" rx="52" ry="8" fill="#F3DFA4"/>${flame(120, 72, 1.5)}`;

/** A rabbit that glows. */
export const rabbitLight: Drawing = () =>
  `${glow(120, 128, 104)}${shadow(120, 60)}<path d="M100 92C84 60 84 24 96 20 110 18 114 60 114 84ZM136 92C152 60 152 24 140 20 126 18 122 60 122 84Z" fill="#FBEFD2"/>
  <path d="M102 78C96 56 94 36 98 32 104 36 106 60 107 78ZM134 78C140 56 142 36 138 32 132 36 130 60 129 78Z" fill="#F3C3C4"/><path d="M118 78Q160 78 160 114Q160 130 150 138Q174 158 170 190Q168 208 148 208H88Q68 208 66 190Q62 158 86 138Q76 130 76 114Q76 78 118 78Z" fill="#FBEFD2"/>
  ${shade("M150 138Q174 158 170 190Q168 208 148 208H132Q156 186 138 140Z", 0.06)}<circle cx="102" cy="112" r="5" fill="${INK}"/><circle cx="134" cy="112" r="5" fill="${INK}"/><path d="M113 122h10l-5 6Z" fill="#D9607A"/>${line("M118 128q-6 8-12 3M118 128q6 8 12 3", BARK, 2)}
  <ellipse cx="96" cy="202" rx="18" ry="8" fill="#FFF8E6"/><ellipse cx="140" cy="202" rx="18" ry="8" fill="#FFF8E6"/>`;

/** A red toadstool that glows. */
export const toadstoolLight: Drawing = () =>
  `${glow(120, 120, 106)}${shadow(120, 56)}<path d="M94 120H146Q150 172 160 196Q162 208 150 208H90Q78 208 80 196Q90 172 94 120Z" fill="#FBEFD2"/>${shade("M146 120Q150 172 160 196Q162 208 150 208H136Q142 168 130 120Z", 0.07)}
  <path d="M28 128C24 66 66 30 120 30S216 66 212 128Q166 146 120 144T28 128Z" fill="${RED}"/>${shade("M28 128Q74 116 120 118T212 128Q166 146 120 144T28 128Z", 0.2)}
  <g fill="#FFF6EA"><ellipse cx="86" cy="64" rx="16" ry="13"/><ellipse cx="144" cy="56" rx="12" ry="9"/><ellipse cx="118" cy="98" rx="14" ry="11"/><ellipse cx="176" cy="92" rx="14" ry="12"/><ellipse cx="58" cy="102" rx="11" ry="10"/></g>
  <path d="M112 208v-22a8 9 0 0 1 16 0v22Z" fill="${BARK}" opacity=".7"/>`;

/** Chillies on a cord. */
export const chilliLights: Drawing = () => {
  const chilli = (x: number, y: number, turn: number, fill: string): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn})"><circle cy="24" r="30" fill="${fill}" opacity=".14"/><path d="M-11 4C-14 30-4 56 14 66 6 48 14 26 11 4Z" fill="${fill}"/>${gleam("M-6 10C-8 28-3 42 3 50-1 36-1 22-1 10Z", 0.4)}<path d="M-13 8Q0-10 13 8Q0 2-13 8Z" fill="${LEAF}"/>${line("M0 0q-2-8 0-14", LEAF, 4)}</g>`;
  return `${line("M6 40Q60 96 120 64T234 52M20 140Q80 180 136 150T226 146", CORD, 3)}${chilli(40, 76, 14, RED)}${chilli(92, 88, -8, "#D9542F")}${chilli(146, 70, 10, RED)}${chilli(204, 68, -12, "#E0892F")}${chilli(62, 170, 6, "#E0892F").replace("rotate(6)", "rotate(6) scale(.8)")}${chilli(124, 168, -10, RED).replace("rotate(-10)", "rotate(-10) scale(.8)")}${chilli(184, 158, 8, "#D9542F").replace("rotate(8)", "rotate(8) scale(.8)")}`;
};

/** Candles in jam tins. */
export const candles: Drawing = ({ ground }) => {
  const candle = (x: number, y: number, wax: string, label: string): string =>
    `${glow(x, y - 100, 40)}<path d="M${x - 42} ${y - 82}H${x + 42}V${y - 8}Q${x + 42} ${y} ${x + 34} ${y}H${x - 34}Q${x - 42} ${y} ${x - 42} ${y - 8}Z" fill="${GLASS}"/><path d="M${x - 37} ${y - 66}H${x + 37}V${y - 10}Q${x + 37} ${y - 4} ${x + 31} ${y - 4}H${x - 31}Q${x - 37} ${y - 4} ${x - 37} ${y - 10}Z" fill="${wax}"/>
    <ellipse cx="${x}" cy="${y - 82}" rx="42" ry="8" fill="#E4F0F1"/>${line(`M${x} ${y - 68}v-16`, INK, 2.5)}${flame(x, y - 88)}<rect x="${x - 30}" y="${y - 52}" width="60" height="34" rx="4" fill="${CREAM}"/>${word(label, x, y - 30, 15, BARK)}${gleam(`M${x - 36} ${y - 72}h5v60h-5z`, 0.6)}`;
  return `${shadow(120, 92)}${candle(166, 176, "#E2A24C", "peach")}${candle(80, 206, ground, "jam")}`;
};
