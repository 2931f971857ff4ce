import type { VariantOfSlot } from "./edge/growthbook.ts";

const SLOTS = 10;
const PER_SLOT = 10;
const SEGMENTS = ["vip", "lost", "at-risk", "returning", "established", "developing-2", "known-prospect"];

/** What a snippet of the comparison asks of a visitor: all three. */
interface Asked {
  readonly segments: readonly string[];
  readonly orders: number;
  readonly pageViews: number;
}

/** Ten slots of ten snippets; the last of every slot is the only one that those who are asked for match. */
function asked(slot: number, snippet: number): Asked {
  if (snippet === PER_SLOT - 1) return { segments: ["new", "anonymous-prospect"], orders: 0, pageViews: 1 };
  const segments = SEGMENTS.filter((_, index) => (index + slot + snippet) % 2 === 0);
  return { segments, orders: snippet % 3, pageViews: 1 + (slot % 4) };
}

function forEachSlot<T>(make: (slot: string, snippets: readonly { key: string; asked: Asked }[]) => T): T[] {
  return Array.from({ length: SLOTS }, (_, slot) =>
    make(
      `slot-${slot}`,
      Array.from({ length: PER_SLOT }, (_, snippet) => ({ key: `snippet-${snippet}`, asked: asked(slot, snippet) })),
    ),
  );
}

const contentOf = (slot: string, snippet: string) => `<p>${slot}, ${snippet}</p>`;

/** The slots of a site's configuration. */
export function hundredSlots(): object[] {
  return forEachSlot((slot, snippets) => ({
    key: slot,
    snippets: snippets.map(({ key, asked: { segments, orders, pageViews } }) => ({
      key,
      rule: {
        all: [
          { fact: "segment", in: segments },
          { fact: "orders", gte: orders },
          { fact: "pageViews", gte: pageViews },
        ],
      },
      content: contentOf(slot, key),
    })),
  }));
}

/** The same as GrowthBook's features: one a slot, a rule a snippet. */
export function hundredFeatures(): Record<string, { defaultValue: null; rules: object[] }> {
  const features = forEachSlot((slot, snippets) => {
    const rules = snippets.map(({ key, asked: { segments, orders, pageViews } }) => ({
      condition: { segment: { $in: segments }, orders: { $gte: orders }, pageViews: { $gte: pageViews } },
      force: { snippet: key, content: contentOf(slot, key) } satisfies VariantOfSlot,
    }));
    return [slot, { defaultValue: null, rules }] as const;
  });
  return Object.fromEntries(features);
}
