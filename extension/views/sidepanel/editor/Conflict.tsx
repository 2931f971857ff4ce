import type { SiteConfig } from "#shared/config/siteConfig";
import type { Written } from "#shared/decision/content";
import type { EditorState } from "../../../state/createEditorState.ts";
import { changesIn, changesOf } from "../../../state/draft/changesIn.ts";
import { plainText } from "../../../state/plainText.ts";
import { useEditorWords, usePageWords } from "./Field.tsx";

/** A colleague saved meanwhile: what they changed, what both did, and how to go on. */
export function Conflict({ editor: { draft } }: { readonly editor: EditorState }) {
  const said = useEditorWords();
  const { library } = usePageWords();
  const met = draft.overtaken.value;
  if (met === null) return null;
  const { theirs, merged } = met;
  const changes = changesIn(draft.base.value?.config.slots ?? [], theirs.config.slots);
  const lines = theirs.config.slots.flatMap((slot, place) => {
    const of = changes.slots[place];
    const marked = slot.snippets.flatMap(({ key }, index) => {
      const mark = of?.snippets[index];
      return mark == null ? [] : [`${slot.key} · ${key}: ${said.marks[mark]}`];
    });
    const gone = of?.removed.map((key) => said.removed(`${slot.key} · ${key}`)) ?? [];
    const all = [...marked, ...gone];
    return all.length === 0 && of?.mark != null ? [`${slot.key}: ${said.marks[of.mark]}`] : all;
  });
  const before = draft.base.value?.config.snippets ?? [];
  const ofLibrary = changesOf(before, theirs.config.snippets);
  const pieceLines = theirs.config.snippets.flatMap(({ key }, place) => {
    const mark = ofLibrary.marks[place];
    return mark == null ? [] : [`${library.pieceOf(key)}: ${said.marks[mark]}`];
  });
  const goneLines = [...changes.removed, ...ofLibrary.removed.map(library.pieceOf)].map(said.removed);
  const mine = { slots: draft.slots.value, snippets: draft.pieces.value };
  return (
    <section class="conflict" role="alert">
      <h2>{said.overtaken}</h2>
      <p>{said.overtakenBy(theirs.author ?? "RFEdge")}</p>
      <p class="quiet">{said.theirChanges}</p>
      <ul>
        {[...lines, ...pieceLines, ...goneLines].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {merged.clashes.length > 0 && <p class="quiet">{said.clashes}</p>}
      {merged.clashes.map(({ slot, snippet }) => (
        <table key={`${slot} ${snippet}`} class="both">
          <caption>
            {slot === null ? library.pieceOf(snippet ?? "") : snippet === null ? slot : `${slot} · ${snippet}`}
          </caption>
          <tbody>
            <tr>
              <th scope="row">{said.mine}</th>
              <td>{wordsOf(mine, slot, snippet) ?? said.gone}</td>
            </tr>
            <tr>
              <th scope="row">{said.theirs}</th>
              <td>{wordsOf(theirs.config, slot, snippet) ?? said.gone}</td>
            </tr>
          </tbody>
        </table>
      ))}
      <div class="tools">
        <button type="button" class="button primary" onClick={() => draft.settle("mine")}>
          {said.keepMine}
        </button>
        <button type="button" class="button" title={said.takeTheirsHint} onClick={() => draft.settle("theirs")}>
          {said.takeTheirs}
        </button>
      </div>
    </section>
  );
}

/** What a side says there, in short; undefined where it has it no more. @param slot null: in the library */
function wordsOf(side: Side, slot: string | null, snippet: string | null): string | undefined {
  if (slot === null) return excerptOf(side.snippets.find(({ key }) => key === snippet));
  const one = side.slots.find(({ key }) => key === slot);
  if (snippet === null) return one && `${one.selector ?? ""} ${one.holdoutPercent} %`;
  const found = one?.snippets.find(({ key }) => key === snippet);
  return found && `${excerptOf(found)} ${JSON.stringify(found.rule)}`;
}

interface Side {
  readonly slots: readonly SiteConfig["slots"][number][];
  readonly snippets: readonly SiteConfig["snippets"][number][];
}

function excerptOf(found: Written | undefined): string | undefined {
  return found && plainText(found.content ?? found.library ?? found.image?.alt ?? "");
}
