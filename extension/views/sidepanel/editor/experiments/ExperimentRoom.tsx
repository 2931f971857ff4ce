import { useContext } from "preact/hooks";
import { experimentsIn } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { armPlaces, renameExperiment } from "../../../../state/draft/editExperiments.ts";
import { changed, withSlot } from "../../../../state/draft/editSlots.ts";
import { DateFields } from "../DateFields.tsx";
import { FaultsAt, Field, ReadOnly, Text, useEditorWords, usePageWords } from "../Field.tsx";
import { ForWhom } from "../ForWhom.tsx";
import { NameField } from "../NameField.tsx";
import { Arms } from "./Arms.tsx";
import { BeginExperiment } from "./BeginExperiment.tsx";
import { ExperimentState } from "./ExperimentState.tsx";
import { StopExperiment } from "./StopExperiment.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: number;
  readonly slot: Slot;
  /** Null: one to begin. */
  readonly experiment: string | null;
}

/** An experiment of a slot: what is compared, in which shares, for whom and when, how it stands and how it ends. */
export function ExperimentRoom({ editor, place, slot, experiment }: Props) {
  const said = useEditorWords();
  const { experiments: words, library } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const [first] = experiment === null ? [] : armPlaces(slot, experiment);
  const control = slot.snippets[first ?? -1];
  if (experiment === null || first === undefined || control === undefined)
    return <BeginExperiment editor={editor} place={place} slot={slot} />;
  const rename = (next: string) => {
    if (next === "" || experimentsIn(slot).includes(next)) return false;
    draft.edit(
      { slots: renameExperiment(draft.slots.peek(), place, experiment, next) },
      `experiment ${place} ${first}`,
    );
    opened.value = { slot: place, experiment: next };
    return true;
  };
  const holdOut = (holdoutPercent: number) =>
    draft.edit(
      { slots: withSlot(draft.slots.peek(), place, (one) => changed<Slot>(one, { holdoutPercent })) },
      `holdout ${place}`,
    );
  const shared = { editor, place: { slot: place, snippet: first }, snippet: control };
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
        {slot.key} · {words.title(experiment)}
      </h2>
      <ExperimentState editor={editor} slot={slot} experiment={experiment} />
      <NameField label={words.name} value={experiment} taken={library.taken} onName={rename} />
      <Arms editor={editor} place={place} slot={slot} experiment={experiment} />
      <Field label={said.holdout} hint={words.holdoutHint} path="/holdoutPercent">
        <Text type="number" value={String(slot.holdoutPercent)} onText={(typed) => holdOut(Number(typed))} />
      </Field>
      <ForWhom {...shared} />
      <h3>{said.when}</h3>
      <DateFields {...shared} />
      <FaultsAt path="/snippets" />
      {!isReadOnly && <StopExperiment editor={editor} place={place} slot={slot} experiment={experiment} />}
    </article>
  );
}
