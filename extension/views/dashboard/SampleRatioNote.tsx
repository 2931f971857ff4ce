import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** What the Worker calls those who are no snippet's. */
const HOLDOUTS: Readonly<Record<string, "shown" | "slotHoldout" | "siteHoldout">> = {
  shown: "shown",
  "slot holdout": "slotHoldout",
  "site holdout": "siteHoldout",
};

/** The alarm where visitors were not dealt out as they were to be, with what was expected of so many. */
export function SampleRatioNote({ alarm, arms }: Value<"results">["sampleRatio"]) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  if (!alarm) return null;
  const all = arms.reduce((sum, { visitors }) => sum + visitors, 0);
  const nameOf = (arm: string) => {
    const word = Object.hasOwn(HOLDOUTS, arm) ? HOLDOUTS[arm] : undefined;
    return word === undefined ? arm : dashboard.arms[word];
  };
  return (
    <div class="warning" role="alert">
      <p>{dashboard.sampleRatio}</p>
      <ul>
        {arms.map(({ arm, visitors, expected }) => (
          <li key={arm}>
            {dashboard.dealt(nameOf(arm), spoken.exact(visitors), spoken.exact(Math.round(expected * all)))}
          </li>
        ))}
      </ul>
    </div>
  );
}
