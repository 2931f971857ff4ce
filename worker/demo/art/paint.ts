import { type Design, designOf } from "./design.ts";
import { mix } from "./palette.ts";

/** What a drawing is given: its colours, and `fill`, which is the print or the plain ground. */
export interface Paint {
  readonly name: string;
  readonly fill: string;
  readonly ground: string;
  readonly deep: string;
  readonly ink: string;
  readonly second: string;
}

/** Draws one thing on a field of 240 by 240 that stands on the line y = 208. */
export type Drawing = (paint: Paint) => string;

/**
 * @param id names the print inside its file; several drawings share one file, so it must differ between them
 * @returns the paint, and the pattern it refers to, which belongs into the file once
 */
export function paintOf(name: string, id: string): { readonly paint: Paint; readonly pattern: string } {
  const design = designOf(name);
  const { ground, ink, second } = design;
  const paint = { name, ground, ink, second, deep: edgeOf(ground), fill: design.tile ? `url(#${id})` : ground };
  return { paint, pattern: design.tile ? patternOf(design, id) : "" };
}

/** Bindings and handles are darker than the cloth, but for black cloth, where that could not be seen. */
const edgeOf = (ground: string): string =>
  Number.parseInt(ground.slice(1, 3), 16) < 0x38 ? mix(ground, "#FFFFFF", 0.24) : mix(ground, "#2B1E22", 0.32);

/** Figures stand on a half-drop grid: one in the first quarter of the tile, the next in the last; four take all quarters. */
function patternOf({ ground, ink, second, tile, figures }: Design, id: string): string {
  const near = tile / 4;
  const far = tile - near;
  const places =
    figures.length > 2
      ? [
          [near, near],
          [far, near],
          [near, far],
          [far, far],
        ]
      : [
          [near, near],
          [far, far],
        ];
  const printed = figures.map((figure, index) => {
    const [x, y] = places[index] ?? [near, near];
    const [first, other] = index % 2 && figures.length > 2 ? [second, ink] : [ink, second];
    return `<g transform="translate(${x} ${y})">${figure(first, other)}</g>`;
  });
  return `<pattern id="${id}" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse"><path d="M0 0h${tile}v${tile}H0Z" fill="${ground}"/>${printed.join("")}</pattern>`;
}

/** The soft shadow under a thing that stands. */
export const shadow = (centre: number, radius: number, y = 208): string =>
  `<ellipse cx="${centre}" cy="${y}" rx="${radius}" ry="6" fill="#000" opacity=".1"/>`;

/** The same outline a shade darker, or lighter: how flat shapes get a side. */
export const shade = (d: string, opacity = 0.12): string => `<path d="${d}" fill="#000" opacity="${opacity}"/>`;
export const gleam = (d: string, opacity = 0.28): string => `<path d="${d}" fill="#fff" opacity="${opacity}"/>`;

/** A line without a fill. */
export const line = (d: string, stroke: string, width: number, more = ""): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** A word in the shop’s serif, fitted to a width so that it looks alike with every font. */
export const word = (text: string, x: number, y: number, size: number, fill: string, width?: number): string =>
  `<text x="${x}" y="${y}" text-anchor="middle" font-family="Georgia, 'Liberation Serif', serif" font-weight="700" font-size="${size}" fill="${fill}"${width ? ` textLength="${width}" lengthAdjust="spacingAndGlyphs"` : ""}>${text}</text>`;

/** A round tin or box seen a little from above. */
export function tin(x: number, y: number, width: number, height: number, fill: string, lid: string): string {
  const r = width / 2;
  const e = Math.max(4, width / 11);
  const wall = `M${x - r} ${y}V${y + height}A${r} ${e} 0 0 0 ${x + r} ${y + height}V${y}Z`;
  const side = `M${x + r * 0.55} ${y}V${y + height + e * 0.8}A${r} ${e} 0 0 0 ${x + r} ${y + height}V${y}Z`;
  const rim = `M${x - r - 2} ${y}v9a${r + 2} ${e} 0 0 0 ${width + 4} 0v-9Z`;
  return `<path d="${wall}" fill="${fill}"/>${shade(side, 0.1)}<path d="${rim}" fill="${lid}"/>${shade(rim, 0.14)}<ellipse cx="${x}" cy="${y}" rx="${r + 2}" ry="${e}" fill="${lid}"/>`;
}
