import { useContext } from "preact/hooks";
import { armsOf } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import { Icon } from "../../../../components/Icon.tsx";
import { useSpeech } from "../../../../components/speech.ts";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { addArm, armPlaces, freePlaces, leaveExperiment } from "../../../../state/draft/editExperiments.ts";
import { ReadOnly, Text, usePageWords } from "../Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: number;
  readonly slot: Slot;
  readonly experiment: string;
}

const COPY = "copy";

/** The snippets that are compared, and which share of visitors each is dealt to. */
export function Arms({ editor, place, slot, experiment }: Props) {
  const spoken = useSpeech();
  const { experiments: words } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const places = armPlaces(slot, experiment);
  const stretches = armsOf(slot, experiment);
  const free = freePlaces(slot);
  return (
    <section>
      <h3>{words.snippets}</h3>
      <ul class="snippets arms">
        {places.map((snippet, index) => {
          const { key, weight = 1 } = slot.snippets[snippet] ?? { key: "" };
          const { from = 0, to = 0 } = stretches[index] ?? {};
          return (
            <li key={snippet}>
              <button
                type="button"
                class="snippet"
                onClick={() => {
                  opened.value = { slot: place, snippet };
                }}
              >
                <strong>{key}</strong>
                <span class="quiet">{words.share(spoken.share((to - from) / 100))}</span>
                {index === 0 && <span class="quiet">{words.control}</span>}
              </button>
              <Text
                type="number"
                label={words.weight(key)}
                value={String(weight)}
                onText={(typed) => {
                  if (Number(typed) > 0) editor.change({ slot: place, snippet }, { weight: Number(typed) }, "weight");
                }}
              />
              {!isReadOnly && (
                <button
                  type="button"
                  class="plain"
                  title={words.leave(key)}
                  aria-label={words.leave(key)}
                  onClick={() => draft.edit({ slots: leaveExperiment(draft.slots.peek(), { slot: place, snippet }) })}
                >
                  <Icon name="fails" />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {!isReadOnly && (
        <select
          aria-label={words.addSnippet}
          value=""
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            const other = value === COPY ? null : Number(value);
            if (value !== "") draft.edit({ slots: addArm(draft.slots.peek(), place, experiment, other) });
            currentTarget.value = "";
          }}
        >
          <option value="">{words.addSnippet}…</option>
          <option value={COPY}>{words.copy}</option>
          {free.map((index) => (
            <option key={index} value={String(index)}>
              {slot.snippets[index]?.key}
            </option>
          ))}
        </select>
      )}
    </section>
  );
}
