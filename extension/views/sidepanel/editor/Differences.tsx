import type { Value } from "../../../state/callForPage.ts";
import type { EditorState } from "../../../state/createEditorState.ts";
import { changesIn, changesOf } from "../../../state/draft/changesIn.ts";
import { useEditorWords, usePageWords } from "./Field.tsx";

const MOST_OTHERS = 20;

export interface KnownDifferences {
  /** Slots, snippets and pieces of the library, in words. */
  readonly lines: readonly string[];
  /** All else, by its place in the configuration. */
  readonly others: Value<"diff">["differences"];
  /** Known to be none. */
  readonly isNothing: boolean;
}

/** What will change on the site once the draft, and what is not saved of it, is published. */
export function useDifferences({ draft, publication }: EditorState): KnownDifferences {
  const said = useEditorWords();
  const { library } = usePageWords();
  const before = draft.published.value?.config.slots ?? [];
  const changes = changesIn(before, draft.slots.value);
  const lines = draft.slots.value.flatMap(({ key, snippets }, place) => {
    const of = changes.slots[place];
    if (of === undefined || of.mark === null) return [];
    const inner = snippets.flatMap((snippet, index) => {
      const mark = of.snippets[index];
      return mark == null ? [] : [`${key} · ${snippet.key}: ${said.marks[mark]}`];
    });
    const gone = of.removed.map((one) => said.removed(`${key} · ${one}`));
    return of.mark === "new" || inner.length + gone.length === 0
      ? [`${key}: ${said.marks[of.mark]}`, ...inner, ...gone]
      : [...inner, ...gone];
  });
  const ofLibrary = changesOf(draft.published.value?.config.snippets ?? [], draft.pieces.value);
  const pieceLines = draft.pieces.value.flatMap(({ key }, place) => {
    const mark = ofLibrary.marks[place];
    return mark == null ? [] : [`${library.pieceOf(key)}: ${said.marks[mark]}`];
  });
  const goneLines = [...changes.removed, ...ofLibrary.removed.map(library.pieceOf)].map(said.removed);
  const all = [...lines, ...pieceLines, ...goneLines];
  const { value } = publication.differences.known.value;
  const others = (value?.differences ?? []).filter(({ path }) => !/^\/(?:slots|snippets)/.test(path));
  return { lines: all, others, isNothing: all.length + others.length === 0 && value !== null };
}

/** What will change, in words; what is no slot by its place in the configuration. */
export function Differences({ lines, others, isNothing }: KnownDifferences) {
  const said = useEditorWords();
  if (isNothing) return <p class="quiet">{said.nothingToPublish}</p>;
  return (
    <>
      {lines.length > 0 && <p class="quiet">{said.differs}</p>}
      <ul class="differences">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{said.segmentsToo}</summary>
          <ul class="differences">
            {others.slice(0, MOST_OTHERS).map(({ path, before: was, after }) => (
              <li key={path}>
                <code>{path}</code> {inShort(was)} → {inShort(after)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );

  function inShort(value: unknown): string {
    return value === undefined ? said.nothing : JSON.stringify(value).slice(0, 60);
  }
}
