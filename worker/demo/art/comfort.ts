import { HEART, leaf, mushroom, rocket, star } from "./glyphs.ts";
import { type Drawing, gleam, line, type Paint, shade, shadow, word } from "./paint.ts";
import { BLUSH, CREAM, HONEY, INK, LEAF, mix, RED } from "./palette.ts";

const SCOTTIE = "M-34 22V2q0-8 8-9h26l10-18 5 7h6l4 7q12 0 12 9l-2 6h-14l-4 8v10H9V10H-18v12h-8V12l-4-2-2 12Z";

/** What is knitted or printed on the cover. */
function cover({ name, ink, second }: Paint): string {
  if (name.includes("Scottie"))
    return `<path d="${SCOTTIE}" transform="translate(120 146) scale(1.3)" fill="${INK}"/>${line("M124 126l18 5", RED, 6)}`;
  if (name.includes("heart")) return `<path d="${HEART}" transform="translate(120 142) scale(4)" fill="${CREAM}"/>`;
  if (name.includes("keep calm"))
    return `${word("KEEP", 120, 122, 22, ink, 62)}${word("CALM", 120, 148, 22, ink, 62)}${word("and stay warm", 120, 172, 14, ink, 88)}`;
  if (name.includes("poorly"))
    return `${word("I am", 120, 124, 20, ink)}${word("so", 120, 146, 20, ink)}${word("poorly", 120, 172, 26, ink, 84)}`;
  if (name.includes("sympathy"))
    return `${word("Tea", 120, 126, 30, ink, 56)}${word("and", 120, 146, 16, ink)}${word("sympathy", 120, 170, 22, ink, 92)}`;
  return [104, 128, 152, 176]
    .map((y) => line(`M72 ${y}l12-8 12 8 12-8 12 8 12-8 12 8 12-8 12 8`, y % 48 ? second : ink, 4))
    .join("");
}

/** A bottle in its cover. */
export const hotWaterBottle: Drawing = (paint) => {
  const { fill, deep, name } = paint;
  const heartPrint = name.includes("heart") || name.includes("Scottie");
  return `${shadow(120, 52)}<path d="M98 22H142V32L134 38V58H106V38L98 32Z" fill="${deep}"/><path d="M102 54H138Q142 66 158 72Q180 80 180 104V180Q180 208 152 208H88Q60 208 60 180V104Q60 80 82 72Q98 66 102 54Z" fill="${fill}"/>
  ${shade("M158 72Q180 80 180 104V180Q180 208 152 208H136Q160 190 158 72Z", 0.1)}<path d="M98 52H142L144 66H96Z" fill="${mix(paint.ground, "#FFFFFF", 0.3)}"/>${line("M102 54v10M110 54v10M118 54v10M126 54v10M134 54v10", deep, 1.5, 'opacity=".5"')}
  ${heartPrint && name.includes("Scottie") ? `<path d="M60 112H180V180H60Z" fill="${CREAM}"/>` : ""}${cover(paint)}${gleam("M70 100Q72 86 86 82Q78 96 78 120H70Z", 0.25)}`;
};

/** An owl for a coat pocket. */
export const handWarmer: Drawing = () =>
  `${shadow(120, 60)}<path d="M52 60 84 74Q120 62 156 74L188 60Q204 208 120 208Q36 208 52 60Z" fill="#9A6A45"/>${shade("M156 74 188 60Q204 208 120 208 170 180 156 74Z", 0.12)}
  <path d="M120 128Q164 128 160 172Q150 202 120 202T80 172Q76 128 120 128Z" fill="#E8D2AE"/>${line("M96 154q8 10 16 0M112 154q8 10 16 0M128 154q8 10 16 0M104 174q8 10 16 0M120 174q8 10 16 0", "#9A6A45", 3)}
  <circle cx="92" cy="104" r="26" fill="${CREAM}"/><circle cx="148" cy="104" r="26" fill="${CREAM}"/><circle cx="94" cy="106" r="12" fill="${INK}"/><circle cx="146" cy="106" r="12" fill="${INK}"/><circle cx="98" cy="102" r="4" fill="#fff"/><circle cx="150" cy="102" r="4" fill="#fff"/><path d="M110 118H130L120 136Z" fill="${HONEY}"/>
  ${line("M52 60q2 20 10 30M188 60q-2 20-10 30", "#6F482B", 4)}`;

/** A hinged tin, and three of its plasters. */
export const plasters: Drawing = ({ name, fill, deep }) => {
  const space = name.includes("spaceboy");
  const strip = (x: number, y: number, turn: number, colour: string): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="-44" y="-13" width="88" height="26" rx="13" fill="${colour}"/><rect x="-14" y="-13" width="28" height="26" fill="#fff" opacity=".4"/><circle cx="-28" cy="-4" r="1.8" fill="#fff"/><circle cx="-28" cy="4" r="1.8" fill="#fff"/><circle cx="28" cy="-4" r="1.8" fill="#fff"/><circle cx="28" cy="4" r="1.8" fill="#fff"/></g>`;
  return `${strip(82, 56, -28, HONEY)}${strip(160, 58, 24, BLUSH)}${shadow(120, 86)}<rect x="34" y="78" width="172" height="130" rx="14" fill="${fill}"/>${shade("M186 78h6q14 0 14 14v102q0 14-14 14h-6Z", 0.14)}<rect x="34" y="78" width="172" height="24" rx="11" fill="${deep}"/>
  <rect x="62" y="118" width="116" height="68" rx="34" fill="${CREAM}"/><g transform="translate(${space ? 92 : 94} 152) scale(1.7)">${space ? rocket("#3C6CA8", "#E5573F") : mushroom("#B5473C", "#FBF4E6")}</g><g transform="translate(146 152) scale(1.5)">${space ? star("#E0A92F", "") : leaf(LEAF, CREAM)}</g>`;
};
