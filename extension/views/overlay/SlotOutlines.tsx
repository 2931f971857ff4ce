import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { briefly } from "../../components/slots/slotWords.ts";
import { useSpeech } from "../../components/speech.ts";
import { boxInWindow } from "../../state/findFrames.ts";
import type { FoundSlot } from "../../state/findSlots.ts";
import type { PageLook } from "./lookAtPage.ts";
import { type ToldShown, usePart } from "./usePart.ts";

interface Props {
  readonly page: PageLook;
  readonly shown: ToldShown;
  readonly now: ReadonlySignal<number>;
}

/** Where there is no room for the tab above an outline. */
const TAB_HEIGHT = 20;

/** A line around each slot with its name and what is shown. The card says the same: this is for the eye alone. */
export function SlotOutlines({ page, shown, now }: Props) {
  const spoken = useSpeech();
  const slots = usePart(shown, "slots");
  // Pages move what they hold without telling anybody: each tick of the clock looks again.
  void now.value;
  const moves = useSignal(0);
  void moves.value;
  useEffect(() => {
    let frame = 0;
    const again = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        moves.value += 1;
      });
    };
    const ending = new AbortController();
    const options = { capture: true, passive: true, signal: ending.signal };
    for (const type of ["scroll", "resize"]) window.addEventListener(type, again, options);
    return () => {
      cancelAnimationFrame(frame);
      ending.abort();
    };
  }, []);
  return (
    <div aria-hidden="true">
      {page.found.value.map((slot) => {
        const shown = slots?.explained[slot.key];
        return <Outlines key={slot.key} slot={slot} what={shown && briefly(shown.answer, { spoken })} />;
      })}
      {page.frames.value.map((frame, index) =>
        frame.slots.map((slot) => <Outlines key={`${index} ${slot.key}`} slot={slot} />),
      )}
    </div>
  );
}

/** Where a slot is now, in each of its places. */
function Outlines({ slot: { key, elements }, what }: { readonly slot: FoundSlot; readonly what?: string | undefined }) {
  return (
    <>
      {elements.map((element, index) => {
        const box = boxInWindow(element);
        if (box === null) return null;
        const { left, top, width, height } = box;
        return (
          <div
            key={index}
            class="outline"
            style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
          >
            <span class={top < TAB_HEIGHT ? "tag inside" : "tag"}>{what === undefined ? key : `${key} · ${what}`}</span>
          </div>
        );
      })}
    </>
  );
}
