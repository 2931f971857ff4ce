/** One small figure of a printed pattern, drawn around 0,0 within about ten units each way. */
export type Glyph = (ink: string, second: string) => string;

const petals = (count: number, radius: number, size: number, ink: string): string =>
  Array.from({ length: count }, (_, index) => {
    const turn = (index * 2 * Math.PI) / count;
    return `<circle cx="${(Math.sin(turn) * radius).toFixed(1)}" cy="${(-Math.cos(turn) * radius).toFixed(1)}" r="${size}" fill="${ink}"/>`;
  }).join("");

export const HEART =
  "M0 9C-5 4.5-10 1-10-4-10-8-7-10-4.5-10-2.5-10-.8-8.8 0-7 .8-8.8 2.5-10 4.5-10 7-10 10-8 10-4 10 1 5 4.5 0 9Z";

export const dot: Glyph = (ink) => `<circle r="7.5" fill="${ink}"/>`;
export const pip: Glyph = (ink) => `<circle r="4" fill="${ink}"/>`;
export const heart: Glyph = (ink) => `<path d="${HEART}" fill="${ink}"/>`;
export const skull: Glyph = (ink, second) =>
  `<path d="M-8-2a8 8 0 0 1 16 0c0 3-1.5 4.5-3.5 5.5v4h-9v-4C-6.5 2.5-8 1-8-2Z" fill="${ink}"/><circle cx="-3.2" cy="-1" r="2.2" fill="${second}"/><circle cx="3.2" cy="-1" r="2.2" fill="${second}"/><path d="M0 1.5 1.2 4h-2.4ZM-1.7 7.5v-2M1.7 7.5v-2" fill="${second}" stroke="${second}"/>`;
export const blossom: Glyph = (ink, second) => `${petals(5, 5, 4, ink)}<circle r="2.8" fill="${second}"/>`;
export const daisy: Glyph = (ink, second) => `${petals(8, 6, 2.6, ink)}<circle r="3.4" fill="${second}"/>`;
export const star: Glyph = (ink) =>
  `<path d="M0-9 2.2-2.8 8.6-2.8 3.5 1.1 5.3 7.3 0 3.6-5.3 7.3-3.5 1.1-8.6-2.8-2.2-2.8Z" fill="${ink}"/>`;
export const rocket: Glyph = (ink, second) =>
  `<g transform="rotate(35)"><path d="M0-11c4 3 5 8 4 14h-8c-1-6 0-11 4-14Z" fill="${ink}"/><path d="M-4-1-8 6h4ZM4-1 8 6H4ZM-2.5 4h5L0 10Z" fill="${second}"/><circle cy="-3" r="2" fill="${second}"/></g>`;
export const car: Glyph = (ink, second) =>
  `<path d="M-11 4v-5l4-1 3-4h7l4 4 4 1v5Z" fill="${ink}"/><path d="M-4-2l2-2.5h2V-2ZM1.5-4.5H3l2.5 2.5h-4Z" fill="${second}"/><circle cx="-6" cy="4" r="2.8" fill="#2B2A33"/><circle cx="6" cy="4" r="2.8" fill="#2B2A33"/>`;
export const lace: Glyph = (ink, second) =>
  `${petals(12, 8.5, 2.4, ink)}<circle r="8" fill="${ink}"/><circle r="5" fill="none" stroke="${second}" stroke-width="1" stroke-dasharray="1.6 1.6"/>${petals(6, 2.6, 0.9, second)}`;
export const paisley: Glyph = (ink, second) =>
  `<path d="M-2 10C-9 9-10 1-6-4-2-9 5-9 8-13 9-6 9 8-2 10Z" fill="${ink}"/><path d="M-1 7C-5 6-6 1-3-2 0-4 3-4 5-6 5-1 4 7-1 7Z" fill="${second}"/><circle cx="-.5" cy="3" r="2" fill="${ink}"/>`;
export const apple: Glyph = (ink, second) =>
  `<path d="M0-5c-3-2.5-9-1-9 5 0 5 4 9 6.5 9C-1.5 9-1 8.5 0 8.5S1.5 9 2.5 9C5 9 9 5 9 0 9-6 3-7.5 0-5Z" fill="${ink}"/><path d="M0-5c0-3 2-6 6-6 0 3-2.5 5.5-6 6Z" fill="${second}"/>`;
export const mushroom: Glyph = (ink, second) =>
  `<path d="M-3 0h6l1.5 8q-4.5 2-9 0Z" fill="${second}"/><path d="M-10 1C-9-12 9-12 10 1Z" fill="${ink}"/><circle cx="-4" cy="-3" r="1.8" fill="${second}"/><circle cx="3" cy="-5" r="1.5" fill="${second}"/><circle cx="5.5" cy="-1.2" r="1.2" fill="${second}"/>`;
export const leaf: Glyph = (ink, second) =>
  `<g transform="rotate(40)"><path d="M0-11C7-6 7 4 0 10-7 4-7-6 0-11Z" fill="${ink}"/><path d="M0-7V13M0-2l3-2M0-2l-3-2M0 3l3-2M0 3l-3-2" stroke="${second}" fill="none"/></g>`;
export const strawberry: Glyph = (ink, second) =>
  `<path d="M-8-4C-8 3-3 10 0 10S8 3 8-4C5-7-5-7-8-4Z" fill="${ink}"/><path d="M-7-5C-4-9-2-8 0-11 2-8 4-9 7-5 4-3 2-4 0-2-2-4-4-3-7-5Z" fill="${second}"/><path d="M-4 0v1M0 2v1M4 0v1M-2 5v1M2 5v1" stroke="#FFF3D6" stroke-linecap="round"/>`;
export const curl: Glyph = (ink) =>
  `<path d="M-10 6C-10-6 2-10 5-3 7 3-2 5-3 0M10-6C10 6-2 10-5 3" fill="none" stroke="${ink}" stroke-width="2.8" stroke-linecap="round"/><circle cx="8" cy="-8" r="2" fill="${ink}"/>`;
export const owl: Glyph = (ink, second) =>
  `<path d="M-8-9-4-7Q0-8 4-7L8-9Q10 9 0 10-10 9-8-9Z" fill="${ink}"/><circle cx="-3.5" cy="-3" r="3" fill="#FFFDF8"/><circle cx="3.5" cy="-3" r="3" fill="#FFFDF8"/><circle cx="-3.5" cy="-3" r="1.3" fill="#2B2A33"/><circle cx="3.5" cy="-3" r="1.3" fill="#2B2A33"/><path d="M-1.2-1h2.4L0 1.5Z" fill="${second}"/><path d="M-4 4q4 4 8 0" stroke="${second}" stroke-width="1.5" fill="none"/>`;
export const bow: Glyph = (ink, second) =>
  `<path d="M0 0-10-6v11ZM0 0l10-6v11ZM-1 1l-5 9M1 1l5 9" fill="${ink}" stroke="${ink}" stroke-width="2" stroke-linejoin="round"/><circle r="3" fill="${second}"/>`;
export const rose: Glyph = (ink, second) =>
  `<path d="M-6 4q-8-1-7 5 6 1 7-5ZM6 3q8-2 8 4-6 2-8-4Z" fill="${second}"/><circle r="7" fill="${ink}"/><path d="M-4 1A4 4 0 1 1 3 3 3 3 0 1 1 0-1.5" fill="none" stroke="#FFF3EC" stroke-width="1.4" stroke-linecap="round"/>`;
export const tree: Glyph = (ink, second) =>
  `<path d="M0-11 6-3H3.5L9 4H-9L-3.5-3H-6Z" fill="${ink}"/><path d="M-1.5 4h3v5h-3Z" fill="${second}"/>`;
export const holly: Glyph = (ink, second) =>
  `<path d="M0 2C-2-2-6-1-7-5-9-4-11-5-12-4-10-3-11 0-9 1-8 4-3 3 0 2ZM0 2c2-4 6-3 7-7 2 1 4 0 5 1-2 1-1 4-3 5-1 3-6 2-9 1Z" fill="${ink}"/><circle cx="-2" cy="5" r="2.5" fill="${second}"/><circle cx="2.5" cy="5.5" r="2.5" fill="${second}"/>`;
export const dinosaur: Glyph = (ink, second) =>
  `<path d="M-12 6q3-1 4-4 3-6 9-4 2 0 3-5 1-3 5-2 3 0 3 3l-5 1q0 5-2 7v5h-3V4h-4v4h-3V3q-3 3-7 3Z" fill="${ink}"/><circle cx="8.5" cy="-7" r=".9" fill="${second}"/>`;
export const cup: Glyph = (ink, second) =>
  `<path d="M-8-4H6q0 9-5 11h-4q-5-2-5-11Z" fill="${ink}"/><path d="M6-2q5 0 3 4-1 2-5 2" fill="none" stroke="${ink}" stroke-width="2"/><path d="M-9 8H7M-3-7q2-2 0-4M1-7q2-2 0-4" stroke="${second}" stroke-width="1.5" stroke-linecap="round" fill="none"/>`;
const letter =
  (text: string): Glyph =>
  (ink) =>
    `<text y="7" text-anchor="middle" font-family="Georgia, 'Liberation Serif', serif" font-weight="700" font-size="20" fill="${ink}">${text}</text>`;
export const letterA = letter("A");
export const letterG = letter("g");
export const letterK = letter("K");
export const letterS = letter("s");
