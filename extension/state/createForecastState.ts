import { type ReadonlySignal, signal } from "@preact/signals";
import type { SiteConfig } from "#shared/config/siteConfig";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import type { Refused } from "./createPublicationState.ts";
import { isSame } from "./scoringEdits.ts";

/** A marketer who is still moving a cut is not answered at every step: each answer asks every visitor. */
const SETTLE_MS = 500;

/** So many are asked at a time: what the marketer changes meanwhile need not wait for all the others. */
const PAGE = 400;

/** Who would move if a configuration were published. */
export interface ForecastState {
  /** The last one; while another is under way it is of what was there before. */
  readonly forecast: ReadonlySignal<Value<"simulate"> | null>;
  readonly isPending: ReadonlySignal<boolean>;
  /** How many have been asked of the one that is under way. */
  readonly asked: ReadonlySignal<number>;
  /** Why there is none, its faults by their places in the configuration. */
  readonly refusal: ReadonlySignal<Refused | null>;
  /** Asks once the configuration has not changed for a moment; null: there is nothing to ask. */
  ask(config: SiteConfig | null): void;
  /** Asks the same again. */
  retry(): void;
}

/** Begins without a forecast; an answer that a later question overtook is dropped. */
export function createForecastState(): ForecastState {
  const forecast = signal<Value<"simulate"> | null>(null);
  const isPending = signal(false);
  const asked = signal(0);
  const refusal = signal<Refused | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let last: SiteConfig | null = null;
  const simulate = async (config: SiteConfig, mine: number) => {
    const pages: Value<"simulate">[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const answer = await askBackground("simulate", { body: { config, limit: PAGE, cursor: cursor ?? undefined } });
      if (mine !== turn) return;
      refusal.value = answer.ok ? null : answer;
      if (!answer.ok) {
        isPending.value = false;
        forecast.value = null;
        return;
      }
      pages.push(answer.value);
      asked.value += answer.value.before.reduce((sum, { visitors }) => sum + visitors, 0);
      cursor = answer.value.cursor;
    }
    isPending.value = false;
    forecast.value = addedForecasts(pages);
  };
  const begin = (config: SiteConfig | null) => {
    turn += 1;
    const mine = turn;
    last = config;
    clearTimeout(timer);
    isPending.value = config !== null;
    asked.value = 0;
    if (config !== null) timer = setTimeout(() => void simulate(config, mine), SETTLE_MS);
    else {
      forecast.value = null;
      refusal.value = null;
    }
  };
  return {
    ...{ forecast, isPending, asked, refusal },
    ask: (config) => {
      // What is saved is what was asked about already.
      if (!isSame(config, last)) begin(config);
    },
    retry: () => begin(last),
  };
}

/** The forecasts of several parts of a population as one. */
export function addedForecasts(parts: readonly Value<"simulate">[]): Value<"simulate"> {
  const sizes = (lists: readonly Value<"simulate">["before"][]) => {
    const counts = new Map<string, number>();
    for (const { key, visitors } of lists.flat()) counts.set(key, (counts.get(key) ?? 0) + visitors);
    return [...counts].map(([key, visitors]) => ({ key, visitors }));
  };
  const moves = new Map<string, Value<"simulate">["moves"][number]>();
  for (const { from, to, visitors } of parts.flatMap((part) => part.moves)) {
    const name = `${from} ${to}`;
    moves.set(name, { from, to, visitors: visitors + (moves.get(name)?.visitors ?? 0) });
  }
  return {
    before: sizes(parts.map(({ before }) => before)),
    after: sizes(parts.map(({ after }) => after)),
    moves: [...moves.values()],
    cursor: null,
  };
}
