import type { ResultRow } from "#shared/wire/results";
import { useSpeech } from "../../components/speech.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import type { Interval } from "./verdict.ts";

/** How the intervals of results are written, each null while there is none. */
export function useIntervals(currency: string) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const write = (interval: Interval | null, say: (value: number) => string) =>
    interval === null ? null : dashboard.between(say(interval.low), say(interval.high));
  return {
    /** A difference of shares, in percentage points. */
    points: (interval: Interval | null) => write(interval, (share) => spoken.signed(share * 100, 1)),
    /** What was spent, what it brought and the return on it: the last columns of rows of which any has costs. */
    returnsOf: (rows: readonly Pick<ResultRow, "cost" | "gained" | "roi">[]) =>
      rows.every(({ cost }) => cost === null)
        ? { columns: [], formats: [], of: () => [] }
        : {
            columns: [dashboard.cost, dashboard.gained, dashboard.roi],
            formats: ["money", "text", "text"] as const,
            of: ({ cost, gained, roi }: Pick<ResultRow, "cost" | "gained" | "roi">) => [
              cost,
              write(gained, (money) => spoken.sum(money, currency)),
              write(roi, (share) => spoken.share(share)),
            ],
          },
  };
}
