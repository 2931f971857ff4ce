import type { Item } from "./cart.ts";

/** A product as a search finds it. */
export interface Findable extends Item {
  /** What it is, in the page’s language. */
  readonly kind: string;
  /** Other words for it, that are found and not shown. */
  readonly also: string;
}

/** What a search found, the best first. */
export interface Found<Kind extends Findable> {
  readonly items: readonly Kind[];
  /** Nothing is called so: these are only spelt alike. */
  readonly isNear: boolean;
}

/** How well a word fits: it is the same, begins so, contains it, or is nearly spelt so. */
const RANKS = { exact: 0, prefix: 1, contained: 2, near: 3 } as const;
const NONE = 9;

/** Words of a query that say nothing of the thing. */
const EMPTY = new Set("a an and any for of or some something the to with ja jokin jotain tai varten".split(" "));

/** Letters alone, whatever their case and accents. */
const wordsIn = (text: string): readonly string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * The things that fit every word of a query, those that fit best first and else in their own order. A word that fits nothing is left out of the
 * query, and is not in the way of the others; spelling is forgiven only to a word that nothing contains.
 */
export function findItems<Kind extends Findable>(query: string, items: readonly Kind[]): Found<Kind> {
  const read = items.map((item) => ({ item, words: wordsIn(`${item.name} ${item.kind} ${item.also}`) }));
  const ranks = [...new Set(wordsIn(query))]
    .filter((word) => !EMPTY.has(word))
    .map((wanted) => {
      const all = read.map(({ words }) => Math.min(NONE, ...words.map((word) => rankOf(wanted, word))));
      const best = Math.min(NONE, ...all);
      return { best, all: all.map((rank) => (best < RANKS.near && rank >= RANKS.near ? NONE : rank)) };
    })
    .filter(({ best }) => best < NONE);
  const scored = read.flatMap(({ item }, index) => {
    const own = ranks.map(({ all }) => all[index] ?? NONE);
    return own.length === 0 || own.includes(NONE) ? [] : [{ item, score: own.reduce((sum, rank) => sum + rank, 0) }];
  });
  return {
    items: scored.toSorted((one, other) => one.score - other.score).map(({ item }) => item),
    isNear: ranks.some(({ best }) => best === RANKS.near),
  };
}

function rankOf(wanted: string, word: string): number {
  if (word === wanted) return RANKS.exact;
  if (word.startsWith(wanted)) return RANKS.prefix;
  if (wanted.length > 2 && word.includes(wanted)) return RANKS.contained;
  return isNearly(wanted, word) ? RANKS.near : NONE;
}

/** Short words are too like one another to be taken for each other. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

const isNearly = (wanted: string, word: string): boolean => {
  const most = forgiven(Math.min(wanted.length, word.length));
  return Math.abs(wanted.length - word.length) <= most && lettersBetween(wanted, word) <= most;
};

/**
 * How many letters one has to add, drop, change or swap with their neighbour to come from one word to another.
 *
 * @see Boytsov (2011), “Indexing Methods for Approximate Dictionary Searching”: optimal string alignment
 */
export function lettersBetween(one: string, other: string): number {
  let twoAgo: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now[column] = Math.min(
        (before[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (twoAgo[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [twoAgo, before] = [before, now];
  }
  return before[other.length] ?? 0;
}
