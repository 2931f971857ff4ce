import { useSignal } from "@preact/signals";
import { useContext } from "preact/hooks";
import { actorIn } from "../../../components/actorIn.ts";
import { useSpeech } from "../../../components/speech.ts";
import type { EditorState } from "../../../state/createEditorState.ts";
import { Differences, useDifferences } from "./Differences.tsx";
import { Field, ReadOnly, Text, useEditorWords, usePageWords } from "./Field.tsx";

/** What will change on the site, how to make it so, and the way back. */
export function Publication({ editor }: { readonly editor: EditorState }) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const differences = useDifferences(editor);
  const note = useSignal("");
  const at = useSignal("");
  const { publication, draft, schedule } = editor;
  const { last, isBusy } = publication;
  const waiting = schedule.waiting.known.value.value?.schedule ?? null;
  const refusal = publication.refusal.value ?? schedule.refusal.value;
  const previous = last.value?.previous ?? null;
  return (
    <section class="publication">
      {!isReadOnly && (
        <>
          <h2>{said.publication}</h2>
          <Differences {...differences} />
          <Field label={said.note}>
            <Text
              value={note.value}
              onText={(typed) => {
                note.value = typed;
              }}
            />
          </Field>
          <div class="tools">
            <button
              type="button"
              class="button primary"
              disabled={isBusy.value || differences.isNothing}
              onClick={() => void publication.publish(note.value)}
            >
              {isBusy.value ? said.publishing : said.publish}
            </button>
          </div>
          <details>
            <summary>{said.later}</summary>
            <Field label={said.at} hint={said.onClocks(editor.config.value?.site.timeZone ?? "UTC")}>
              <Text
                type="datetime-local"
                value={at.value}
                onText={(typed) => {
                  at.value = typed;
                }}
              />
            </Field>
            <button
              type="button"
              class="button"
              disabled={at.value === "" || isBusy.value}
              onClick={() => void schedule.publishLater(at.value, note.value)}
            >
              {said.later}
            </button>
          </details>
          {waiting !== null && (
            <p class="strip">
              {waiting.lapsedAt === null ? said.scheduled(spoken.instant(waiting.publishAt)) : said.lapsed}{" "}
              <button type="button" class="plain" onClick={() => void schedule.cancel()}>
                {said.unschedule}
              </button>
            </p>
          )}
          <div role="status">
            {last.value !== null && (
              <p class="strip">
                {said.published(String(last.value.version))}{" "}
                {previous !== null && (
                  <button type="button" class="button" onClick={() => void publication.rollBack(previous)}>
                    {said.undoPublication}
                  </button>
                )}
              </p>
            )}
            {refusal !== null && <p class="warning">{refusal.detail ?? said.notDone}</p>}
          </div>
        </>
      )}
      <Versions editor={editor} isReadOnly={isReadOnly} current={draft.published.value?.version ?? 0} />
    </section>
  );
}

function Versions({
  editor: { publication },
  isReadOnly,
  current,
}: {
  readonly editor: EditorState;
  readonly isReadOnly: boolean;
  readonly current: number;
}) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { audit } = usePageWords();
  const all = publication.versions.known.value.value?.versions ?? [];
  return (
    <details>
      <summary>{said.versions}</summary>
      <ul class="versions">
        {all.map(({ version, at, author, note }) => (
          <li key={version}>
            <span>
              <strong>{said.version(String(version))}</strong>
              <span class="quiet">
                {" "}
                {spoken.instant(at)} {said.by(actorIn(author, audit).name)} {note}
              </span>
            </span>
            {version === current && <span class="badge">{said.current}</span>}
            {version !== current && !isReadOnly && (
              <button type="button" class="plain" onClick={() => void publication.rollBack(version)}>
                {said.rollBack(String(version))}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
