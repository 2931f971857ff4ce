import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSpeech } from "../speech.ts";
import { openShortcutSettings, readShortcuts, type Shortcut } from "./shortcuts.ts";

/** What can be done from anywhere in the browser, by which keys now, and the way to change them. */
export function ShortcutList() {
  const { keys: said } = pageWordsOf(useSpeech().language);
  const shortcuts = useSignal<readonly Shortcut[]>([]);
  const cannotOpen = useSignal(false);
  useEffect(() => {
    const read = () => {
      void readShortcuts().then((found) => {
        shortcuts.value = found;
      });
    };
    read();
    // They may have been changed on the browser's own page meanwhile.
    addEventListener("focus", read);
    return () => removeEventListener("focus", read);
  }, []);
  const change = () => {
    cannotOpen.value = !openShortcutSettings();
  };
  return (
    <>
      <dl class="keys">
        {shortcuts.value.map(({ name, keys }) => (
          <div key={name}>
            <dt>{said[name]}</dt>
            <dd>{keys === "" ? <span class="quiet">{said.none}</span> : <kbd>{keys}</kbd>}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" class="button" onClick={change}>
          {said.change}
        </button>
      </p>
      <p role="status">{cannotOpen.value && said.changeFirefox}</p>
    </>
  );
}
