import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { Family } from "#shared/scoring/families";
import type { History } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import { useSpeech } from "../speech.ts";
import { momentsIn, momentsOf } from "./chart.ts";
import { HistoryChart } from "./HistoryChart.tsx";
import { HistoryTable } from "./HistoryTable.tsx";

/** What a view of a history is given. */
export interface HistoryProps {
  readonly history: History | null;
  readonly family: Family;
  readonly facts: SiteFacts | null;
  readonly now: ReadonlySignal<number>;
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 90;
/** The chart's right end moves on with time, but not with every tick of the clock. */
const REDRAW_MS = 10_000;
/** Even a life that began this instant has a width. */
const SHORTEST_MS = 1_000;

/** How segment and scores came about: a chart, and the same as a table. */
export function HistoryPart({ history, family, facts, now }: HistoryProps) {
  const { words } = useSpeech();
  const isWhole = useSignal(false);
  const isTable = useSignal(false);
  const to = useComputed(() => Math.ceil(now.value / REDRAW_MS) * REDRAW_MS).value;
  const all = history === null ? [] : momentsOf(history, family);
  const first = Math.min(all[0]?.at ?? to, to - SHORTEST_MS);
  const isLong = first < to - RECENT_DAYS * DAY_MS;
  const from = isLong && !isWhole.value ? to - RECENT_DAYS * DAY_MS : first;
  const moments = momentsIn(all, from);
  return (
    <section class="history">
      <h2>
        {words.history}
        <span class="choices">
          {isLong && (
            <button
              type="button"
              class="plain"
              aria-pressed={isWhole.value}
              onClick={() => {
                isWhole.value = !isWhole.value;
              }}
            >
              {words.allTime}
            </button>
          )}
          {moments.length > 0 && (
            <button
              type="button"
              class="plain"
              aria-pressed={isTable.value}
              onClick={() => {
                isTable.value = !isTable.value;
              }}
            >
              {words.asTable}
            </button>
          )}
        </span>
      </h2>
      {moments.length === 0 ? (
        <p class="quiet">{history === null ? words.loading : words.noChangesYet}</p>
      ) : (
        <>
          {!isTable.value && <HistoryChart moments={moments} family={family} facts={facts} from={from} to={to} />}
          <HistoryTable moments={moments} family={family} facts={facts} isSeen={isTable.value} />
        </>
      )}
    </section>
  );
}
