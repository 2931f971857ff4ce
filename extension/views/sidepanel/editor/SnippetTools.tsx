import type { Signal } from "@preact/signals";
import { Icon } from "../../../components/Icon.tsx";
import type { EditorState } from "../../../state/createEditorState.ts";
import { duplicateSnippet, moveSnippet, removeSnippet, type SnippetPlace } from "../../../state/draft/editSlots.ts";
import { useEditorWords } from "./Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: SnippetPlace;
  /** Says to those who do not see it where a snippet has come to stand. */
  readonly announce: Signal<string>;
}

/** Moves, doubles and removes a snippet; all of it can be undone. */
export function SnippetTools({ editor: { draft }, place, announce }: Props) {
  const said = useEditorWords();
  const slots = draft.slots.value;
  const all = slots[place.slot]?.snippets ?? [];
  const key = all[place.snippet]?.key ?? "";
  const move = (by: number) => {
    const moved = moveSnippet(slots, place, by);
    draft.edit({ slots: moved.slots });
    announce.value = said.moved(key, String(moved.place.snippet + 1));
  };
  const press = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  const tools = [
    { label: said.up(key), icon: "open", isOff: place.snippet === 0, act: () => move(-1) },
    { label: said.down(key), icon: "close", isOff: place.snippet === all.length - 1, act: () => move(1) },
    {
      label: said.duplicate(key),
      icon: "double",
      isOff: false,
      act: () => draft.edit({ slots: duplicateSnippet(slots, place) }),
    },
    {
      label: said.remove(key),
      icon: "fails",
      isOff: false,
      act: () => draft.edit({ slots: removeSnippet(slots, place) }),
    },
  ] as const;
  return (
    <span class="acts" title={said.orderKeys}>
      {tools.map(({ label, icon, isOff, act }) => (
        <button
          key={icon}
          type="button"
          class="plain"
          title={label}
          aria-label={label}
          disabled={isOff}
          onClick={act}
          onKeyDown={press}
        >
          <Icon name={icon} />
        </button>
      ))}
    </span>
  );
}
