/** The colours of the drawings: chosen to stand on a pale tile and on a dark one alike. */
export const INK = "#2B2A33";
export const CREAM = "#FBF4E6";
export const RED = "#C63B3D";
export const ROSE = "#E88BA2";
export const BLUSH = "#F6CDD4";
export const BUTTER = "#F0CB63";
export const HONEY = "#D9983C";
export const SAGE = "#8FAF86";
export const LEAF = "#5B8654";
export const SKY = "#8FBCD8";
export const NAVY = "#35587F";
export const TEAL = "#3F9497";
export const WOOD = "#C59A6B";
export const BARK = "#8C6747";
export const STEEL = "#A9B3BC";
export const CORD = "#978A7A";
export const SLATE = "#48525C";
export const GLASS = "#BFD9DF";

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);

/**
 * Two colours mixed channel by channel.
 *
 * @param share how much of the second, from 0 to 1
 * @example mix("#000000", "#FFFFFF", 0.5); // => "#808080"
 */
export function mix(first: string, second: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => Math.round(channel(first, at) * (1 - share) + channel(second, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0").toUpperCase()).join("")}`;
}
