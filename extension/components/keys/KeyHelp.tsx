import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSpeech } from "../speech.ts";
import { ShortcutList } from "./ShortcutList.tsx";
import { useKeys } from "./useKeys.ts";

interface Props {
  /** What `/` does here. */
  readonly onSearch: () => void;
}

/** The keys of one of the extension's own pages, and the list of them that `?` opens. */
export function KeyHelp({ onSearch }: Props) {
  const isOpen = useSignal(false);
  const open = (next: boolean) => {
    isOpen.value = next;
  };
  useKeys({ "/": onSearch, "?": () => open(true) });
  return isOpen.value ? <KeyDialog onClose={() => open(false)} /> : null;
}

function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { keys: said } = pageWordsOf(useSpeech().language);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="keyhelp" aria-labelledby="keyhelp-title" onClose={onClose}>
      <h2 id="keyhelp-title">{said.title}</h2>
      <h3>{said.onThisPage}</h3>
      <dl class="keys">
        <div>
          <dt>{said.search}</dt>
          <dd>
            <kbd>/</kbd>
          </dd>
        </div>
        <div>
          <dt>{said.list}</dt>
          <dd>
            <kbd>?</kbd>
          </dd>
        </div>
      </dl>
      <h3>{said.anywhere}</h3>
      <ShortcutList />
      <form method="dialog">
        <button type="submit" class="button primary" autofocus>
          {said.close}
        </button>
      </form>
    </dialog>
  );
}
