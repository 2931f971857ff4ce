import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { useSpeech } from "../../../components/speech.ts";
import type { ContentProps } from "./ContentFields.tsx";
import { ReadOnly, useEditorWords } from "./Field.tsx";
import { languageIn } from "./languageIn.ts";

interface Props extends ContentProps {
  /** Whose words are written; null: those of the content itself, which everybody else sees. */
  readonly tag: Signal<string | null>;
  readonly children: ComponentChildren;
}

/** The languages that content speaks. */
export function Languages({ editor, written, change, tag, children }: Props) {
  const said = useEditorWords();
  const { language } = useSpeech();
  const isReadOnly = useContext(ReadOnly);
  const typed = useSignal("");
  const languages = editor.config.value?.site.languages ?? [];
  const own = written.language ?? languages[0] ?? "en";
  const tags = Object.keys(written.translations ?? {});
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const next = canonical(typed.value);
    if (next === null || next === own) return;
    if (!tags.includes(next)) change({ translations: { ...written.translations, [next]: written.content ?? "" } });
    tag.value = next;
    typed.value = "";
  };
  const remove = (gone: string) => {
    const { [gone]: _, ...others } = written.translations ?? {};
    change({ translations: Object.keys(others).length === 0 ? undefined : others });
    tag.value = null;
  };
  return (
    <>
      <fieldset class="plainset tools" aria-label={said.language}>
        <button type="button" class="plain" aria-pressed={tag.value === null} onClick={() => choose(null)}>
          {said.ownLanguage(languageIn(own, language))}
        </button>
        {tags.map((one) => (
          <button key={one} type="button" class="plain" aria-pressed={tag.value === one} onClick={() => choose(one)}>
            {languageIn(one, language)}
          </button>
        ))}
        {tag.value !== null && !isReadOnly && (
          <button type="button" class="plain" onClick={() => remove(tag.value ?? "")}>
            {said.removeLanguage(languageIn(tag.value, language))}
          </button>
        )}
      </fieldset>
      {!isReadOnly && (
        <details>
          <summary>{said.addLanguage}</summary>
          <form onSubmit={add}>
            <input
              aria-label={said.addLanguage}
              aria-describedby="othercode"
              list="languages"
              value={typed.value}
              onInput={({ currentTarget }) => {
                typed.value = currentTarget.value;
              }}
            />
            <datalist id="languages">
              {languages
                .filter((one) => one !== own && !tags.includes(one))
                .map((one) => (
                  <option key={one} value={one} label={languageIn(one, language)} />
                ))}
            </datalist>
            <button type="submit" class="button">
              {said.add}
            </button>
          </form>
          <small id="othercode" class="quiet">
            {said.otherLanguage}
          </small>
        </details>
      )}
      {children}
    </>
  );

  function choose(next: string | null) {
    tag.value = next;
  }
}

function canonical(typed: string): string | null {
  try {
    return Intl.getCanonicalLocales(typed.trim())[0] ?? null;
  } catch {
    return null;
  }
}
