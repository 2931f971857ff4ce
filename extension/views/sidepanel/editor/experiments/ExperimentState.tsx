import { useEffect, useMemo } from "preact/hooks";
import { browser } from "wxt/browser";
import type { Slot } from "#shared/decision/slot";
import { useSpeech } from "../../../../components/speech.ts";
import { askBackground } from "../../../../state/askBackground.ts";
import type { Value } from "../../../../state/callForPage.ts";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { experimentStanding } from "../../../../state/draft/experimentStanding.ts";
import { createFigure } from "../../../../state/figure.ts";
import { resultsAddress } from "../../../../state/resultsAddress.ts";
import { useEditorWords, usePageWords } from "../Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly slot: Slot;
  readonly experiment: string;
}

/** Whether an experiment runs, how many were counted, and the way to its results. */
export function ExperimentState({ editor: { draft, config }, slot, experiment }: Props) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { experiments: words } = usePageWords();
  const site = config.value?.site ?? { timeZone: "UTC", holdoutPercent: 0 };
  const published = draft.published.value?.config.slots.find(({ key }) => key === slot.key);
  const standing = experimentStanding(slot, experiment, published, Date.now(), site);
  const results = useMemo(
    () => createFigure<Value<"results">, null>(null, () => askBackground("results", { query: { slot: slot.key } })),
    [slot.key],
  );
  useEffect(() => {
    if (standing !== "drafted") void results.refresh();
  }, [results, standing]);
  const found = results.known.value.value?.experiments.find((one) => one.experiment === experiment);
  const visitors = found?.arms.reduce((sum, arm) => sum + arm.visitors, 0) ?? 0;
  return (
    <div class="strip" role="status">
      {words.standings[standing]}{" "}
      {standing !== "drafted" && (
        <>
          {found?.since != null &&
            `${words.dealt(spoken.count(visitors, said.visitors), spoken.instant(found.since))} `}
          {found?.sampleRatio.alarm === true && <strong>{words.uneven} </strong>}
          <button
            type="button"
            class="plain"
            onClick={() => void browser.tabs.create({ url: resultsAddress({ slot: slot.key, experiment }) })}
          >
            {words.results}
          </button>
        </>
      )}
    </div>
  );
}
