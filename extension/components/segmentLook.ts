import { DEFAULT_SEGMENTS } from "#shared/segments/defaultSegments";

const OWN_HUES = 4;

/** A segment's colour as a custom property of tokens.css, and the letter for a segment that has no mark. */
export interface SegmentLook {
  readonly tone: string;
  readonly letter: string;
}

/**
 * One segment has one colour and one mark everywhere; a site's own segments get the next free hue and a letter.
 *
 * @param keys all segments of the site in the order of their rules
 */
export function segmentLook(segment: string, keys: readonly string[]): SegmentLook {
  const letter = [...segment][0]?.toUpperCase() ?? "?";
  if (isDefault(segment)) return { tone: `var(--segment-${segment})`, letter };
  const place = keys.filter((key) => !isDefault(key)).indexOf(segment);
  return { tone: `var(--segment-own-${(Math.max(0, place) % OWN_HUES) + 1})`, letter };
}

function isDefault(segment: string): boolean {
  return DEFAULT_SEGMENTS.some(({ key }) => key === segment);
}
