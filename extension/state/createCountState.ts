import { type ReadonlySignal, signal } from "@preact/signals";
import type { Rule } from "#shared/rules/rule";
import type { Refusal } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";

/** A marketer who is still choosing is not answered at every step. */
const SETTLE_MS = 300;

/** How many visitors a rule matches now, once that is known. */
export interface CountState {
  readonly matching: ReadonlySignal<Value<"count"> | null>;
  readonly trouble: ReadonlySignal<Refusal | null>;
  /** Counts once the rule has not changed for a moment. @param rule one about visitors alone */
  count(rule: Rule): void;
}

export function createCountState(): CountState {
  const matching = signal<Value<"count"> | null>(null);
  const trouble = signal<Refusal | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  const ask = async (rule: Rule, asked: string) => {
    const answer = await askBackground("count", { body: { rule } });
    if (asked !== last) return;
    matching.value = answer.ok ? answer.value : null;
    trouble.value = answer.ok ? null : answer.trouble;
  };
  return {
    ...{ matching, trouble },
    count: (rule) => {
      const asked = JSON.stringify(rule);
      if (asked === last) return;
      last = asked;
      matching.value = null;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(rule, asked), SETTLE_MS);
    },
  };
}
