import { useSignal } from "@preact/signals";
import { useSpeech } from "../../components/speech.ts";
import type { Period } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { isPeriod, periodOf, SPANS } from "./period.ts";
import { useSite } from "./site.ts";

interface Props {
  readonly period: Period;
  readonly now: () => number;
  readonly onChoose: (period: Period) => void;
}

/** The days that movement and trend are of, in the site's calendar. */
export function PeriodChoice({ period, now, onChoose }: Props) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { timeZone } = useSite();
  const isWrong = useSignal(false);
  const choose = (next: Period) => {
    isWrong.value = !isPeriod(next, now(), timeZone);
    if (!isWrong.value) onChoose(next);
  };
  const today = periodOf(1, now(), timeZone).to;
  return (
    <fieldset class="period">
      <legend>{dashboard.period}</legend>
      {SPANS.map((days) => {
        const own = periodOf(days, now(), timeZone);
        return (
          <button
            key={days}
            type="button"
            class="tool"
            aria-pressed={own.from === period.from && own.to === period.to}
            onClick={() => choose(own)}
          >
            {dashboard.lastDays(spoken.exact(days))}
          </button>
        );
      })}
      <label class="choice">
        <span>{dashboard.fromDay}</span>
        <input
          type="date"
          value={period.from}
          max={today}
          required
          onChange={(event) => choose({ ...period, from: event.currentTarget.value })}
        />
      </label>
      <label class="choice">
        <span>{dashboard.toDay}</span>
        <input
          type="date"
          value={period.to}
          max={today}
          required
          onChange={(event) => choose({ ...period, to: event.currentTarget.value })}
        />
      </label>
      <span class="quiet">{dashboard.inTimeZone(timeZone)}</span>
      <span role="alert" class="fault">
        {isWrong.value ? dashboard.badPeriod : ""}
      </span>
    </fieldset>
  );
}
