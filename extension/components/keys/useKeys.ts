import { useLayoutEffect } from "preact/hooks";

/** Where a key is typed, it is text. */
const TYPED = "input, select, textarea, [contenteditable], dialog[open]";

/**
 * Single keys that do something on one of the extension's own pages, wherever its focus is but in a field.
 *
 * @param actions by the key as the browser names it, such as `/`
 */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isText = event.target instanceof Element && event.target.closest(TYPED) !== null;
      if (isText || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
      event.preventDefault();
      actions[event.key]?.();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
