import { useSignal } from "@preact/signals";
import type { Slot } from "#shared/decision/slot";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { armPlaces, stopExperiment } from "../../../../state/draft/editExperiments.ts";
import { Choose, Field, usePageWords } from "../Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: number;
  readonly slot: Slot;
  readonly experiment: string;
}

/** The end of an experiment: one of its snippets stays. */
export function StopExperiment({ editor: { draft, opened }, place, slot, experiment }: Props) {
  const { experiments: words } = usePageWords();
  const places = armPlaces(slot, experiment);
  const chosen = useSignal(String(places[0]));
  const kept = places.find((index) => String(index) === chosen.value) ?? places[0] ?? 0;
  const stop = () => {
    opened.value = null;
    draft.edit({ slots: stopExperiment(draft.slots.peek(), place, experiment, kept) });
  };
  return (
    <section>
      <h3>{words.stop}</h3>
      <Field label={words.keep} hint={words.stopAbout}>
        <Choose
          value={String(kept)}
          options={places.map((index) => [String(index), slot.snippets[index]?.key ?? ""])}
          onChoose={(index) => {
            chosen.value = index;
          }}
        />
      </Field>
      <button type="button" class="button" onClick={stop}>
        {words.stop}
      </button>
    </section>
  );
}
