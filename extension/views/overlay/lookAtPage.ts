import { computed, type ReadonlySignal, signal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { OverlayRequest, PageSlots } from "../../messages.ts";
import { type FoundFrame, findFrames } from "../../state/findFrames.ts";
import { type FoundSlot, findSlots } from "../../state/findSlots.ts";
import type { ToldShown } from "./usePart.ts";

/** Whether the page's slots are looked at, and which were found. The same one from the first to the last. */
export interface PageLook {
  readonly isOpen: ReadonlySignal<boolean>;
  readonly found: ReadonlySignal<readonly FoundSlot[]>;
  /** Frames with slots of their own, as far as the page may look into them. */
  readonly frames: ReadonlySignal<readonly FoundFrame[]>;
  toggle(): void;
  /** What is being picked, or was. */
  readonly picking: ReadonlySignal<Picking>;
  pick(picking: Picking): void;
}

/** Nothing; an element is being picked; one was, with the selector that finds it alone, null where there is none. */
export type Picking = "no" | "now" | { readonly selector: string | null };

interface Props {
  readonly shown: ToldShown;
  readonly now: ReadonlySignal<number>;
  readonly ask: (request: OverlayRequest) => void;
}

/** Looks at the page's slots while the opened card shows them: again every second, as pages render anew and go on without loading. */
export function useLookAtPage(props: Props): PageLook {
  const { look, follow } = useMemo(() => lookAtPage(props), []);
  useSignalEffect(follow);
  return look;
}

function lookAtPage({ shown, now, ask }: Props): { look: PageLook; follow: () => void } {
  const wish = signal(false);
  const picking = signal<Picking>("no");
  const found = signal<readonly FoundSlot[]>([]);
  const frames = signal<readonly FoundFrame[]>([]);
  const isOpen = computed(() => shown.value.isOpen && wish.value && shown.value.visitor !== null);
  const slots = computed(() => shown.value.slots);
  let places: PageSlots["places"] = [];
  let asked: string | null = null;
  const follow = () => {
    // Between two visitors nothing is known, but the site's slots are where they were.
    if (slots.value !== null && slots.value.places.length > 0) places = slots.value.places;
    if (!isOpen.value) {
      if (asked !== null) ask({ type: "slots", keys: null });
      asked = null;
      return;
    }
    void now.value;
    const next = findSlots(document, places);
    if (!isSame(next, found.peek())) found.value = next;
    const inner = findFrames(document, places);
    if (!isSame(slotsOf(inner), slotsOf(frames.peek()))) frames.value = inner;
    const known = new Set(places.map(({ key }) => key));
    const keys = next.map(({ key }) => key).filter((key) => known.has(key));
    const question = [location.href, ...keys].join("\n");
    if (question === asked) return;
    asked = question;
    ask({ type: "slots", keys });
  };
  const toggle = () => {
    wish.value = !wish.value;
  };
  const pick = (next: Picking) => {
    picking.value = next;
  };
  return { look: { isOpen, found, frames, toggle, picking, pick }, follow };
}

function slotsOf(frames: readonly FoundFrame[]): FoundSlot[] {
  return frames.flatMap(({ slots }) => slots);
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
