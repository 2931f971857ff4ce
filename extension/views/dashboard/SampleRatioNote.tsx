import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** The alarm where visitors were not dealt out as they were to be, with what was expected of so many. */
export function SampleRatioNote({ alarm, arms }: Value<"results">["sampleRatio"]) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  if (!alarm) return null;
  const all = arms.reduce((sum, { visitors }) => sum + visitors, 0);
  const names: Readonly<Record<string, string>> = dashboard.arms;
  return (
    <div class="warning" role="alert">
      <p>{dashboard.sampleRatio}</p>
      <ul>
        {arms.map(({ arm, visitors, expected }) => (
          <li key={arm}>
            {dashboard.dealt(names[arm] ?? arm, spoken.exact(visitors), spoken.exact(Math.round(expected * all)))}
          </li>
        ))}
      </ul>
    </div>
  );
}
