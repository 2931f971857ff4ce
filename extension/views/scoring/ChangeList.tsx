import type { Rule } from "#shared/rules/rule";
import type { Family } from "#shared/scoring/families";
import type { Words } from "../../words/en.ts";
import type { Change } from "./changes.ts";
import { ruleInWords } from "./ruleWords.ts";
import { useScoring } from "./scoring.ts";

/** What differs, each thing with what it was and is. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const { state, spoken, facts, said, nameOf, keys } = useScoring();
  const before = Object.fromEntries(state.published.value?.config.segments.map(({ key, name }) => [key, name]) ?? []);
  const name = (segment: string) => (keys.includes(segment) ? nameOf(segment) : spoken.segment(segment, before));
  const rule = (one: unknown) => ruleInWords(one as Rule, { spoken, facts }, said);
  const { changes: say } = said;
  const inWords = (value: unknown): string => {
    if (value === undefined) return say.nothing;
    if (typeof value === "number") return spoken.exact(value);
    if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : inWords(one))).join(" · ");
    if (value === "quantiles" || value === "thresholds") return said[value];
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  const titleOf = (change: Change): string => {
    if (change.kind === "order") return say.order;
    if (change.kind !== "value") return say[change.kind](name(change.segment));
    return placeInWords(change.path, said, spoken.words);
  };
  const detailOf = (change: Change): string | null => {
    if (change.kind === "rule") return say.became(rule(change.before), rule(change.after));
    if (change.kind === "value") return say.became(inWords(change.before), inWords(change.after));
    return change.kind === "order" ? change.after.map(name).join(" · ") : null;
  };
  return (
    <ul class="changes">
      {changes.map((change, index) => (
        <li key={index}>
          <b>{titleOf(change)}</b> <span class="quiet">{detailOf(change)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where a value of the scoring stands, as it is called on the page: `RFM · Recency: cuts`. */
function placeInWords(
  [family = "", key = "", ...rest]: readonly string[],
  said: ReturnType<typeof useScoring>["said"],
  words: Words,
): string {
  const { changes: say } = said;
  const [of = ""] = rest;
  const dimension = (one: string) =>
    Object.hasOwn(words.dimensions, one) ? words.dimensions[one as keyof Words["dimensions"]] : one;
  const families: Readonly<Record<string, { readonly name: string }>> = words.families;
  const labels: Readonly<Record<string, () => string>> = {
    thresholds: () => say.cuts(dimension(of)),
    tiers: () =>
      of === "method" ? say.tierMethod(rest[1] === undefined ? "" : dimension(rest[1])) : say.tiers(dimension(of)),
    method: () => say.method(of === "" ? "" : dimension(of)),
    points: () => said.pointsOf(of),
    tenure: () => (of === "starts" ? said.starts : said.ends),
    windowDays: () => said.windowDays,
    halfLifeDays: () => said.halfLifeDays,
    gapFloorDays: () => said.gapFloorDays,
    holdCutsWithin: () => said.holdCutsWithin,
    measure: () => said.measure,
    interactions: () => said.interactions,
  };
  return `${families[family as Family]?.name ?? family} · ${labels[key]?.() ?? key}`;
}
