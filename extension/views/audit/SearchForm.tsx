import { useSignal, useSignalEffect } from "@preact/signals";
import { actorIn } from "../../components/actorIn.ts";
import { useSpeech } from "../../components/speech.ts";
import type { AuditState } from "../../state/createAuditState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { FAMILIES } from "./deeds.ts";

/** By whom, and what: the log is searched by the Worker, whole. */
export function SearchForm({ state }: { readonly state: AuditState }) {
  const { language } = useSpeech();
  const { audit } = pageWordsOf(language);
  const actor = useSignal("");
  useSignalEffect(() => {
    actor.value = state.sought.value.actor;
  });
  const { entries } = state.shown.value;
  // Whom the log names otherwise than this page does cannot be looked for by the page's word.
  const names = entries
    .map(({ actor: one }) => actorIn(one, audit))
    .flatMap(({ name, token }) => (token === null ? [] : [name]));
  return (
    <form
      class="choices"
      onSubmit={(event) => {
        event.preventDefault();
        void state.search({ ...state.sought.value, actor: actor.value.trim() });
      }}
    >
      <label class="choice">
        <span>{audit.what}</span>
        <select
          value={state.sought.value.action}
          onChange={(event) => void state.search({ actor: actor.value.trim(), action: event.currentTarget.value })}
        >
          <option value="">{audit.families.all}</option>
          {FAMILIES.map((family) => (
            <option key={family} value={family}>
              {audit.families[family]}
            </option>
          ))}
        </select>
      </label>
      <label class="choice">
        <span>{audit.by}</span>
        <input
          list="actors"
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          value={actor.value}
          onInput={(event) => {
            actor.value = event.currentTarget.value;
          }}
        />
      </label>
      <datalist id="actors">
        {[...new Set(names)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit" class="button">
        {audit.search}
      </button>
    </form>
  );
}
