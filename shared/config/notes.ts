import { audiencesNamedIn, comparisons } from "../rules/comparisons.ts";
import type { Rule } from "../rules/rule.ts";
import type { SiteConfig } from "./siteConfig.ts";

/** What a configuration may say though it surely is not meant: rules that ask for segments and audiences there are none of. */
export function notesOn({ segments, audiences, slots }: SiteConfig): string[] {
  const rules: (readonly [where: string, rule: Rule])[] = [
    ...audiences.map(({ key, rule }) => [`The audience ${key}`, rule] as const),
    ...slots.flatMap((slot) =>
      slot.snippets.map(({ key, rule }) => [`The snippet ${key} of ${slot.key}`, rule] as const),
    ),
  ];
  const known = {
    segment: new Set(segments.map(({ key }) => key)),
    audience: new Set(audiences.map(({ key }) => key)),
  };
  return rules.flatMap(([where, rule]) => [
    ...segmentsNamedIn(rule).flatMap((key) =>
      known.segment.has(key) ? [] : [`${where} asks for the segment ${key}, which there is not.`],
    ),
    ...audiencesNamedIn(rule).flatMap((key) =>
      known.audience.has(key) ? [] : [`${where} asks for the audience ${key}, which there is not.`],
    ),
  ]);
}

function segmentsNamedIn(rule: Rule): string[] {
  const asked = comparisons(rule).filter(
    ({ fact, operator }) => fact === "segment" && ["eq", "ne", "in"].includes(operator),
  );
  return [...new Set(asked.flatMap(({ expected }) => expected).filter((key) => typeof key === "string"))];
}
