import type { ComponentChildren, KeyboardEventHandler, TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Place } from "../../messages.ts";
import { pageFoot } from "./pageFoot.ts";
import { firstPlace, fitted, moved } from "./place.ts";

interface Props {
  /** Null until it is moved. */
  readonly place: Place | null;
  readonly class: string;
  readonly onPlace: (place: Place) => void;
  readonly children: ComponentChildren;
}

/** Pixels before a press becomes a drag. */
const SLACK = 4;
const STEP = 16;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** What the pointer drags by its grip or its bare ground, and what arrow keys move by the grip. */
export function Movable({ place, class: name, onPlace, children }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Place | null>(null);
  const at = dragged ?? place;
  useLayoutEffect(() => keepStanding(element.current, at), [at]);
  // What the page shows at its foot may come later than the overlay.
  useLayoutEffect(() => {
    if (at === null && element.current !== null) stand(element.current, at);
  });

  const move = (x: number, y: number, from: Place) => moved(from, { x, y }, sizeOf(element.current), windowSize());
  const drag = (down: TargetedPointerEvent<HTMLDivElement>) => {
    const isGrip = down.composedPath().some((part) => part instanceof Element && part.matches("[data-grip]"));
    if (down.button !== 0 || !isGrip) return;
    let target: Place | null = null;
    const from = placeOf(element.current, place);
    const follow = (event: PointerEvent) => {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (target === null && Math.hypot(x, y) < SLACK) return;
      target = move(x, y, from);
      setDragged(target);
    };
    const drop = (event: Event) => {
      ending.abort();
      setDragged(null);
      if (target === null || event.type === "pointercancel") return;
      onPlace(target);
      // The click that ends a drag opens nothing.
      const swallow = (click: Event) => click.stopImmediatePropagation();
      window.addEventListener("click", swallow, true);
      setTimeout(() => window.removeEventListener("click", swallow, true));
    };
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    window.addEventListener("pointermove", follow, options);
    window.addEventListener("pointerup", drop, options);
    window.addEventListener("pointercancel", drop, options);
  };
  const step = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    onPlace(move(arrow[0], arrow[1], placeOf(element.current, at)));
  };
  return (
    <div ref={element} class={name} onPointerDown={drag}>
      <Grip onStep={step} />
      {children}
    </div>
  );
}

function Grip({ onStep }: { readonly onStep: KeyboardEventHandler<HTMLButtonElement> }) {
  const { move } = useSpeech().words;
  return (
    <button type="button" class="grip" data-grip aria-label={move} title={move} onKeyDown={onStep}>
      <Icon name="grip" />
    </button>
  );
}

/** Stands there through every change of the window's size and its own. */
function keepStanding(element: HTMLElement | null, place: Place | null): (() => void) | undefined {
  if (element === null) return undefined;
  const again = () => stand(element, place);
  const observer = new ResizeObserver(again);
  observer.observe(element);
  window.addEventListener("resize", again);
  again();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", again);
  };
}

function stand(element: HTMLElement, place: Place | null): void {
  const { side, x, edge, y } = fitted(placeOf(element, place), sizeOf(element), windowSize());
  const { style } = element;
  style.left = side === "left" ? `${x}px` : "auto";
  style.right = side === "right" ? `${x}px` : "auto";
  style.top = edge === "top" ? `${y}px` : "auto";
  style.bottom = edge === "bottom" ? `${y}px` : "auto";
}

function placeOf(element: HTMLElement | null, place: Place | null): Place {
  return place ?? firstPlace(element === null ? 0 : pageFoot(element, windowSize()));
}

function sizeOf(element: HTMLElement | null) {
  return { width: element?.offsetWidth ?? 0, height: element?.offsetHeight ?? 0 };
}

function windowSize() {
  return { width: document.documentElement.clientWidth || window.innerWidth, height: window.innerHeight };
}
