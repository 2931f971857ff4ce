import { useContext } from "preact/hooks";
import { experimentsIn } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import { useSpeech } from "../../../components/speech.ts";
import type { EditorState } from "../../../state/createEditorState.ts";
import { armPlaces, freePlaces } from "../../../state/draft/editExperiments.ts";
import { ReadOnly, useEditorWords, usePageWords } from "./Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly slot: Slot;
  readonly place: number;
}

/** The experiments of a slot, and the way to another. */
export function SlotExperiments({ editor: { opened }, slot, place }: Props) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { experiments: words } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const open = (experiment: string | null) => () => {
    opened.value = { slot: place, experiment };
  };
  return (
    <>
      {experimentsIn(slot).map((experiment) => (
        <p key={experiment} class="experiment">
          <button type="button" class="plain" onClick={open(experiment)}>
            {words.title(experiment)}
          </button>
          <span class="quiet">{spoken.count(armPlaces(slot, experiment).length, said.snippets)}</span>
        </p>
      ))}
      {!isReadOnly && freePlaces(slot).length > 0 && (
        <button type="button" class="plain" onClick={open(null)}>
          {words.begin}
          <span class="hidden"> {words.beginIn(slot.key)}</span>
        </button>
      )}
    </>
  );
}
