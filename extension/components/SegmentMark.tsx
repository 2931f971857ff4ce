import type { JSX } from "preact";
import { segmentLook } from "./segmentLook.ts";

interface Props {
  readonly segment: string;
  /** All segments of the site in the order of their rules: which of its own this one is decides its hue. */
  readonly keys: readonly string[];
}

/** A segment's mark on a disc of its colour. */
export function SegmentMark({ segment, keys }: Props) {
  const { tone, letter } = segmentLook(segment, keys);
  return (
    <span class="mark" style={{ "--segment": tone }}>
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        {(Object.hasOwn(MARKS, segment) && MARKS[segment]) || <Letter letter={letter} />}
      </svg>
    </span>
  );
}

function Letter({ letter }: { readonly letter: string }) {
  return (
    <text x="10" y="14" text-anchor="middle" font-size="11" font-weight="700" fill="currentColor" stroke="none">
      {letter}
    </text>
  );
}

const MARKS: Readonly<Record<string, JSX.Element>> = {
  "anonymous-prospect": <circle cx="10" cy="10" r="4.5" />,
  "known-prospect": (
    <>
      <circle cx="10" cy="10" r="4.5" />
      <path d="M10 5.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" stroke="none" />
    </>
  ),
  new: (
    <path d="M10 15.5V9.5M10 10.5C10 7.5 8 6 4.8 6c0 3 1.9 4.5 5.2 4.5zM10 8.8c0-2.6 1.7-4 4.9-4 0 2.7-1.7 4-4.9 4z" />
  ),
  "developing-1": <path d="M5 13.5h5V7.5h5" />,
  established: <rect x="5.5" y="5.5" width="9" height="9" rx="1" fill="currentColor" />,
  "developing-2": <path d="M4.5 14.5h3.7v-4.5h3.7V5.5h3.7" />,
  vip: (
    <path
      d="m10 4.3 1.75 3.6 3.95.55-2.85 2.77.68 3.93L10 13.28l-3.53 1.87.68-3.93L4.3 8.45l3.95-.55z"
      fill="currentColor"
      stroke="none"
    />
  ),
  returning: <path d="M6 7.8h6a2.9 2.9 0 0 1 0 5.8H8M8.3 5.3 5.8 7.8l2.5 2.5" />,
  "at-risk": (
    <path d="M6.5 4.8h7M6.5 15.2h7M7.3 4.8c0 2.9 5.4 3.5 5.4 5.2s-5.4 2.3-5.4 5.2M12.7 4.8c0 2.9-5.4 3.5-5.4 5.2s5.4 2.3 5.4 5.2" />
  ),
  lost: <circle cx="10" cy="10" r="4.8" stroke-dasharray="3.5 2.53" />,
};
