import { useSignal } from "@preact/signals";
import { useContext } from "preact/hooks";
import type { Slot } from "#shared/decision/slot";
import { useSpeech } from "../../../components/speech.ts";
import { askBackground } from "../../../state/askBackground.ts";
import type { EditorState } from "../../../state/createEditorState.ts";
import type { TabState } from "../../../state/createTabState.ts";
import { changed, removeSlot, withSlot } from "../../../state/draft/editSlots.ts";
import { pickInTab } from "../../../state/lookInTab.ts";
import { Check, Field, ReadOnly, Text, useEditorWords } from "./Field.tsx";

interface Props {
  readonly tab: TabState;
  readonly editor: EditorState;
  readonly place: number;
  readonly slot: Slot;
  /** Of the page beside. */
  readonly url: string | null;
}

/** A slot's name, where it is, and how it is measured. */
export function SlotFields({ editor, tab, place, slot, url }: Props) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const change = (changes: Partial<Slot> | { measured: undefined }, what: string) =>
    draft.edit({ slots: withSlot(draft.slots.value, place, (one) => changed<Slot>(one, changes)) }, `${what} ${place}`);
  const close = () => {
    opened.value = null;
  };
  return (
    <article class="fields">
      <button type="button" class="plain" onClick={close}>
        ‹ {said.back}
      </button>
      <h2>{slot.key}</h2>
      <Field label={said.slotName} hint={said.slotNameHint} path="/key">
        <Text value={slot.key} onText={(key) => change({ key }, "key")} />
      </Field>
      <Field label={said.selector} hint={said.selectorHint} path="/selector">
        <Text
          value={slot.selector ?? ""}
          onText={(typed) => change({ selector: typed.trim() === "" ? null : typed }, "selector")}
        />
      </Field>
      <PickInPage tab={tab} onPick={(selector) => change({ selector }, "selector")} />
      <CheckOnPage editor={editor} slot={slot.key} url={url} />
      <Field label={said.holdout} hint={said.holdoutHint} path="/holdoutPercent">
        <Text
          type="number"
          value={String(slot.holdoutPercent)}
          onText={(typed) => change({ holdoutPercent: Number(typed) }, "holdout")}
        />
      </Field>
      <Check
        label={said.measured}
        isOn={slot.measured === true}
        onChange={(isOn) => change({ measured: isOn ? true : undefined }, "measured")}
      />
      {!isReadOnly && (
        <button
          type="button"
          class="button"
          onClick={() => {
            close();
            draft.edit({ slots: removeSlot(draft.slots.value, place) });
          }}
        >
          {said.removeSlot}
        </button>
      )}
    </article>
  );
}

/** The way to a selector for who does not write one: by pointing at the element. */
function PickInPage({ tab, onPick }: { readonly tab: TabState; readonly onPick: (selector: string) => void }) {
  const { language } = useSpeech();
  const said = useEditorWords();
  const standing = useSignal<"no" | "now" | "none">("no");
  const beside = tab.tab.value;
  if (useContext(ReadOnly)) return null;
  if (!tab.isOn.value || beside === null) return <p class="quiet">{said.cannotPick}</p>;
  const pick = async () => {
    standing.value = "now";
    const picked = await pickInTab(beside.id, language);
    standing.value = picked?.selector === null ? "none" : "no";
    if (picked?.selector != null) onPick(picked.selector);
  };
  return (
    <div class="tools">
      <button type="button" class="button" disabled={standing.value === "now"} onClick={() => void pick()}>
        {said.pick}
      </button>
      <span role="status">
        {standing.value === "now" && said.picking}
        {standing.value === "none" && said.noSelector}
      </span>
    </div>
  );
}

/** How many elements the slot finds in the source of the page beside, as it is served. */
function CheckOnPage({ editor, slot, url }: { readonly editor: EditorState } & { slot: string; url: string | null }) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const outcome = useSignal("");
  const isReadOnly = useContext(ReadOnly);
  const check = async () => {
    const base = editor.draft.base.value;
    if (base === null) return;
    outcome.value = spoken.words.loading;
    const config = { ...base.config, slots: editor.draft.slots.value, snippets: editor.draft.pieces.value };
    const answer = await askBackground("check", { body: { config, ...(url !== null && { url }) } });
    if (!answer.ok) {
      const fault = answer.faults?.map(({ path, message }) => `${path} ${message}`).join("; ");
      outcome.value = said.notChecked(fault ?? answer.detail ?? answer.trouble);
      return;
    }
    const { page } = answer.value;
    const found = page?.slots.find((one) => one.slot === slot)?.elements ?? 0;
    if (page === null || page.fault !== null) outcome.value = said.notChecked(page?.fault ?? said.nothing);
    else outcome.value = found === 0 ? said.checkedNone : said.checked(spoken.count(found, said.elements));
  };
  return (
    <div class="tools">
      {!isReadOnly && (
        <button type="button" class="button" onClick={() => void check()}>
          {said.check}
        </button>
      )}
      <span role="status">{outcome.value}</span>
    </div>
  );
}
