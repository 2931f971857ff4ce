import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  /** What is watched: when it changes, the content lights up once. */
  readonly value: string | number | null;
  readonly children: ComponentChildren;
}

/** Shows for 200 ms that a figure changed, the only motion there is. */
export function Changing({ value, children }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  useLayoutEffect(() => {
    if (before.current === value) return;
    before.current = value;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    // Opacity alone: to fade a colour would take the page's main thread for every frame of it.
    element.current?.animate?.([{ opacity: 0.6 }, { opacity: 0 }], { duration: 200, pseudoElement: "::after" });
  }, [value]);
  return (
    <span ref={element} class="changing">
      {children}
    </span>
  );
}
