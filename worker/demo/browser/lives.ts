import type { Language } from "../words/language.ts";

/** An order of a life: days before now, and what was in it. */
export interface PastOrder {
  readonly daysAgo: number;
  readonly items: readonly (readonly [productId: string, quantity: number])[];
}

/** A life that a visitor can step into, and the lifecycle segment it leads to. */
export interface Life {
  /** Its name is among the words of the bar. */
  readonly key: keyof Language["words"]["lifeBar"]["lives"];
  readonly segment: string;
  readonly isSignedIn: boolean;
  readonly orders: readonly PastOrder[];
  /** Days since one joined the Post Circle; null: one is not in it. */
  readonly memberDays: number | null;
}

const TEA: PastOrder["items"] = [
  ["22697", 2],
  ["22699", 2],
];
const PARTY: PastOrder["items"] = [
  ["47566", 1],
  ["84991", 3],
  ["20725", 2],
];
const WINTER: PastOrder["items"] = [
  ["22111", 1],
  ["23084", 2],
];
/** Shops like this one sell to tea rooms too: a case of stands is a large order. */
const TEA_ROOM: PastOrder["items"] = [
  ["22423", 30],
  ["22697", 30],
  ["22699", 30],
];
const VILLAGE_FETE: PastOrder["items"] = [
  ["22423", 16],
  ["47566", 36],
];

const ordered = (items: PastOrder["items"], ...daysAgo: readonly number[]): readonly PastOrder[] =>
  daysAgo.map((days) => ({ daysAgo: days, items }));

type Rest = Partial<Pick<Life, "isSignedIn" | "memberDays">>;

const life = (key: Life["key"], segment: string, orders: readonly PastOrder[], rest: Rest = {}): Life => ({
  ...{ key, segment, orders, isSignedIn: false, memberDays: null },
  ...rest,
});

/** One for each lifecycle segment, but for the prospect without a name: that is where one starts over. */
export const LIVES: readonly Life[] = [
  life("signed-up", "known-prospect", [], { isSignedIn: true }),
  life("bought-yesterday", "new", ordered(PARTY, 1)),
  life("bought-45", "developing-1", ordered(TEA, 45)),
  life("member", "developing-1", ordered(TEA, 70, 40), { memberDays: 60 }),
  life("orders-3", "established", ordered(PARTY, 80, 50, 20)),
  life("orders-4", "developing-2", ordered(VILLAGE_FETE, 85, 60, 35, 10)),
  life("orders-5", "vip", ordered(TEA_ROOM, 88, 66, 44, 22, 5)),
  life("back", "returning", [...ordered(WINTER, 124), ...ordered(PARTY, 4)]),
  life("bought-100", "at-risk", ordered(WINTER, 100)),
  life("bought-200", "lost", ordered(TEA, 200)),
];
