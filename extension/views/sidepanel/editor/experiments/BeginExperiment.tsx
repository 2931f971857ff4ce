import { useSignal } from "@preact/signals";
import type { Slot } from "#shared/decision/slot";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { beginExperiment, freePlaces } from "../../../../state/draft/editExperiments.ts";
import { Choose, Field, useEditorWords, usePageWords } from "../Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: number;
  readonly slot: Slot;
}

const COPY = "copy";

/** Which snippet is compared with which. */
export function BeginExperiment({ editor: { draft, opened }, place, slot }: Props) {
  const said = useEditorWords();
  const { experiments: words } = usePageWords();
  const free = freePlaces(slot).map((index) => [String(index), slot.snippets[index]?.key ?? ""] as const);
  const chosen = useSignal(free[0]?.[0] ?? "");
  const other = useSignal(COPY);
  const others = free.filter(([index]) => index !== chosen.value);
  const begin = () => {
    const with_ = others.some(([index]) => index === other.value) ? Number(other.value) : null;
    const begun = beginExperiment(draft.slots.peek(), { slot: place, snippet: Number(chosen.value) }, with_);
    if (begun === null) return;
    draft.edit({ slots: begun.slots });
    opened.value = { slot: place, experiment: begun.experiment };
  };
  return (
    <article class="fields">
      <button
        type="button"
        class="plain"
        onClick={() => {
          opened.value = null;
        }}
      >
        ‹ {said.back}
      </button>
      <h2>
        {slot.key} · {words.begin}
      </h2>
      <p class="quiet">{words.about}</p>
      <Field label={words.first}>
        <Choose
          value={chosen.value}
          options={free}
          onChoose={(index) => {
            chosen.value = index;
          }}
        />
      </Field>
      <Field label={words.other}>
        <Choose
          value={other.value}
          options={[[COPY, words.copy], ...others]}
          onChoose={(index) => {
            other.value = index;
          }}
        />
      </Field>
      <button type="button" class="button primary" onClick={begin}>
        {words.go}
      </button>
    </article>
  );
}
