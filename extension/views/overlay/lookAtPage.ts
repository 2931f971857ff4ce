import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { OverlayRequest, PageSlots, Shown } from "../../messages.ts";
import { type FoundSlot, findSlots } from "../../state/findSlots.ts";

/** Whether the page's slots are looked at, and which were found. */
export interface PageLook {
  readonly isOpen: boolean;
  readonly found: readonly FoundSlot[];
  toggle(): void;
  /** What is being picked, or was. */
  readonly picking: Picking;
  pick(picking: Picking): void;
}

/** Nothing; an element is being picked; one was, with the selector that finds it alone, null where there is none. */
export type Picking = "no" | "now" | { readonly selector: string | null };

interface Props {
  readonly shown: Shown;
  readonly now: ReadonlySignal<number>;
  readonly ask: (request: OverlayRequest) => void;
}

/** Looks at the page's slots while the opened card shows them: again every second, as pages render anew and go on without loading. */
export function useLookAtPage({ shown: { slots, isOpen, visitor }, now, ask }: Props): PageLook {
  const wish = useSignal(false);
  const picking = useSignal<Picking>("no");
  const found = useSignal<readonly FoundSlot[]>([]);
  const places = useRef<PageSlots["places"]>([]);
  const asked = useRef<string | null>(null);
  // Between two visitors nothing is known, but the site's slots are where they were.
  if (slots !== null && slots.places.length > 0) places.current = slots.places;
  const isLooking = isOpen && wish.value && visitor !== null;
  const tick = isLooking ? now.value : 0;

  useEffect(() => {
    if (!isLooking) {
      if (asked.current !== null) ask({ type: "slots", keys: null });
      asked.current = null;
      return;
    }
    const next = findSlots(document, places.current);
    if (!isSame(next, found.value)) found.value = next;
    const known = new Set(places.current.map(({ key }) => key));
    const keys = next.map(({ key }) => key).filter((key) => known.has(key));
    const question = [location.href, ...keys].join("\n");
    if (question === asked.current) return;
    asked.current = question;
    ask({ type: "slots", keys });
  }, [isLooking, tick, slots]);

  const toggle = () => {
    wish.value = !wish.value;
  };
  const pick = (next: Picking) => {
    picking.value = next;
  };
  return { isOpen: isLooking, found: found.value, toggle, picking: picking.value, pick };
}

function isSame(some: readonly FoundSlot[], others: readonly FoundSlot[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ key, elements }, index) => {
      const other = others[index];
      return (
        key === other?.key &&
        elements.length === other.elements.length &&
        elements.every((element, at) => element === other.elements[at])
      );
    })
  );
}
