import { useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSpeech } from "../../components/speech.ts";
import { isPickable, selectorOf, stepFrom } from "../../state/selectorOf.ts";
import type { Picking } from "./lookAtPage.ts";

interface Props {
  readonly onPick: (picking: Picking) => void;
}

/** Lies above the page while an element is picked, so that whatever is pointed at or pressed does nothing in the page itself. */
export function Picker({ onPick }: Props) {
  const { slots } = useSpeech().words;
  const shield = useRef<HTMLButtonElement>(null);
  const picked = useSignal<Element>(document.body);
  // Before the next frame: a key that follows the press at once is meant for the picker, too.
  useLayoutEffect(() => {
    const before = rootOf(shield.current)?.activeElement;
    shield.current?.focus({ preventScroll: true });
    return () => before instanceof HTMLElement && before.focus({ preventScroll: true });
  }, []);
  const point = ({ clientX, clientY }: TargetedMouseEvent<HTMLButtonElement>) => {
    // The overlay itself stands in a dialog of the page while one is open.
    const host = rootOf(shield.current)?.host;
    const element = document.elementsFromPoint(clientX, clientY).find((one) => one !== host && isPickable(one));
    if (element !== undefined) picked.value = element;
  };
  const pick = () => onPick({ selector: selectorOf(picked.value) });
  const press = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    const next = stepFrom(picked.value, event.key);
    if (next !== null) {
      picked.value = next;
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") pick();
    else if (event.key === "Escape") onPick("no");
    else return;
    // Else Escape would close the card, and arrows would scroll.
    event.preventDefault();
    event.stopPropagation();
  };
  const { left, top, width, height } = picked.value.getBoundingClientRect();
  return (
    <>
      <button
        ref={shield}
        type="button"
        class="shield"
        aria-label={slots.picking}
        onMouseMove={point}
        onClick={(event) => {
          // A click without a pointer is a key's.
          if (event.detail > 0) point(event);
          pick();
        }}
        onKeyDown={press}
      >
        <span
          class="outline picked"
          style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
        />
        <span class="hint">{slots.picking}</span>
      </button>
      <p class="hidden" role="status">
        {picked.value.tagName.toLowerCase()}
      </p>
    </>
  );
}

function rootOf(element: Element | null): ShadowRoot | null {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root : null;
}
