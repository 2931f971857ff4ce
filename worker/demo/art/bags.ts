import { bow, heart, rocket } from "./glyphs.ts";
import { type Drawing, gleam, line, shade, shadow, word } from "./paint.ts";
import { CREAM, HONEY, INK, LEAF, STEEL } from "./palette.ts";

/** A woven bag for a weekly shop: square, with a bound edge and two pairs of handles. */
export const jumboBag: Drawing = ({ fill, deep }) =>
  `${shadow(120, 88)}${line("M94 92C94 46 146 46 146 92", deep, 7, 'opacity=".55"')}
  <path d="M46 86H194L202 200Q202 208 194 208H46Q38 208 38 200Z" fill="${fill}"/>
  ${shade("M194 86 202 200Q202 208 194 208H168L172 86Z")}
  <path d="M46 86H194L194.8 99H45.2Z" fill="${deep}"/>
  ${line("M82 128V92C82 26 158 26 158 92V128", deep, 8)}
  ${line("M78 120h8M154 120h8", CREAM, 1.5, 'opacity=".7"')}`;

/** Lower and wider, with a zip: for blankets and Christmas decorations. */
export const storageBag: Drawing = ({ fill, deep }) =>
  `${shadow(120, 98)}<path d="M34 92Q34 82 44 82H196Q206 82 206 92L214 198Q214 208 204 208H36Q26 208 26 198Z" fill="${fill}"/>
  ${shade("M196 82Q206 82 206 92L214 198Q214 208 204 208H178L184 82Z")}
  <path d="M34 92Q34 82 44 82H196Q206 82 206 92L206.8 102H33.2Z" fill="${deep}"/>
  ${line("M44 92H190", CREAM, 2, 'stroke-dasharray="3 3"')}<path d="M188 88h12v8h-12zM198 92v12" fill="${STEEL}" stroke="${STEEL}" stroke-width="3"/>
  ${line("M76 206V104C76 44 164 44 164 104V206", deep, 9)}`;

/** Tall, with a label sewn on. */
export const shopper: Drawing = ({ fill, deep, ink, second, name }) =>
  `${shadow(120, 70)}${line("M100 82C100 36 140 36 140 82", deep, 6, 'opacity=".55"')}
  <path d="M62 76H178L188 200Q188 208 180 208H60Q52 208 52 200Z" fill="${fill}"/>
  ${shade("M178 76 188 200Q188 208 180 208H160L162 76Z")}${line("M88 110V80C88 22 152 22 152 80V110", deep, 7)}
  <path d="M62 76H178L178.6 86H61.4Z" fill="${deep}"/>
  ${
    name.startsWith("Rex")
      ? `<circle cx="118" cy="150" r="36" fill="${ink}"/>${word("Rex", 118, 152, 26, "#FFFDF8", 44)}${word("CASH + CARRY", 118, 168, 9, "#FFFDF8", 52)}${line("M96 128h44", second, 4)}`
      : `<path d="M150 176h28v18h-28z" fill="${CREAM}"/>${line("M156 182h16M156 188h10", deep, 1.5)}`
  }`;

const arrow = (turn: number): string =>
  `<g transform="rotate(${turn})"><path d="M-5-27A28 28 0 0 1 22-14" fill="none" stroke="${LEAF}" stroke-width="9"/><path d="M30-18 25 1 12-13Z" fill="${LEAF}"/></g>`;

/** A jumbo bag with the three arrows. */
export const recyclingBag: Drawing = (paint) =>
  `${jumboBag(paint)}<circle cx="120" cy="156" r="40" fill="${CREAM}"/><g transform="translate(120 158) scale(.86)">${arrow(0)}${arrow(120)}${arrow(240)}</g>`;

/** A small soft handbag, gathered under its band. */
export const charlotteBag: Drawing = ({ fill, deep, second }) =>
  `${shadow(120, 66)}${line("M88 104C84 34 156 34 152 104", deep, 8)}
  <path d="M76 100Q120 92 164 100Q210 158 182 196Q120 218 58 196Q30 158 76 100Z" fill="${fill}"/>
  ${shade("M164 100Q210 158 182 196Q168 202 152 204Q180 160 146 98Z")}
  ${line("M86 116q-6 10-8 18M104 114q-3 10-4 20M136 114q3 10 4 20M154 116q6 10 8 18", deep, 2, 'opacity=".45"')}
  <path d="M72 92Q120 82 168 92L166 110Q120 100 74 110Z" fill="${deep}"/>
  <g transform="translate(120 104) scale(1.1)">${bow(CREAM, second)}</g>`;

/** Insulated, with a zipped lid and a front that takes the print. */
export const lunchBag: Drawing = ({ fill, deep }) =>
  `${shadow(120, 72)}${line("M92 80C92 34 148 34 148 80", deep, 9)}
  <path d="M54 108H186V198Q186 208 176 208H64Q54 208 54 198Z" fill="${fill}"/>
  ${shade("M168 108H186V198Q186 208 176 208H168Z")}
  <path d="M54 108V96Q54 74 78 74H162Q186 74 186 96V108Z" fill="${deep}"/>${gleam("M78 78H162Q176 78 180 88H60Q64 78 78 78Z", 0.14)}
  ${line("M58 108H182", CREAM, 2.5, 'stroke-dasharray="4 3"')}${line("M166 108v12", STEEL, 5)}
  <path d="M98 84h44v12H98z" fill="${CREAM}" opacity=".9"/>${line("M104 90h32", deep, 1.5)}`;

const picture = (name: string): string => {
  if (name.includes("Spaceboy")) return `<g transform="scale(4)">${rocket("#FBF4E6", "#E5573F")}</g>`;
  if (name.includes("London"))
    return `<g transform="translate(0 -16) scale(2)">${heart("#FFFDF8", "")}</g>${word("LONDON", 0, 31, 22, "#FFFDF8", 100)}`;
  return `<g transform="scale(3.2)">${bow("#FFFDF8", "#C63B3D")}</g>`;
};

/** A hard box with a clasp and one large picture. */
export const lunchBox: Drawing = ({ name, ground, deep }) => {
  const london = name.includes("London");
  const front = london ? "#C63B3D" : ground;
  return `${shadow(120, 92)}${line("M90 82V66Q90 54 102 54H138Q150 54 150 66V82", INK, 9, 'opacity=".75"')}
  <rect x="30" y="78" width="180" height="130" rx="22" fill="${front}"/>${shade("M188 78Q210 80 210 100V186Q210 206 188 208Z")}
  <path d="M30 112V100Q30 78 52 78H188Q210 78 210 100V112Z" fill="${london ? "#8F2A32" : deep}"/><path d="M110 104h20v18q-10 8-20 0z" fill="${HONEY}"/>
  <rect x="46" y="122" width="148" height="74" rx="14" fill="#000" opacity=".12"/><g transform="translate(120 158)">${picture(name)}</g>`;
};
