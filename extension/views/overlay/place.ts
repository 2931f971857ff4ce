import type { Place } from "../../messages.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least distance to the edges of the window. */
const MARGIN = 8;
/** Lower right. */
const CORNER = 16;

/**
 * Where the overlay stands until it is moved: lower right, above what the page keeps at the foot of the window.
 *
 * @param foot how high that is, in pixels; 0 where there is nothing
 */
export function firstPlace(foot: number): Place {
  return { side: "right", x: CORNER, edge: "bottom", y: foot === 0 ? CORNER : foot + MARGIN };
}

/**
 * The place nearest to the one wished for at which all of it can be seen.
 *
 * @example fitted({ side: "right", x: 900, edge: "bottom", y: 0 }, { width: 200, height: 28 }, { width: 280, height: 500 }); // => { side: "right", x: 72, edge: "bottom", y: 8 }
 */
export function fitted(place: Place, size: Size, window: Size): Place {
  return {
    ...place,
    x: clamp(place.x, window.width - size.width - MARGIN),
    y: clamp(place.y, window.height - size.height - MARGIN),
  };
}

/**
 * The place after a move, measured from the edges that are then nearest.
 *
 * @param by pixels, to the right and down
 */
export function moved(place: Place, by: { readonly x: number; readonly y: number }, size: Size, window: Size): Place {
  const from = fitted(place, size, window);
  const left = by.x + (from.side === "left" ? from.x : window.width - size.width - from.x);
  const top = by.y + (from.edge === "top" ? from.y : window.height - size.height - from.y);
  const isLeft = left + size.width / 2 < window.width / 2;
  const isTop = top + size.height / 2 < window.height / 2;
  return fitted(
    {
      side: isLeft ? "left" : "right",
      x: isLeft ? left : window.width - size.width - left,
      edge: isTop ? "top" : "bottom",
      y: isTop ? top : window.height - size.height - top,
    },
    size,
    window,
  );
}

function clamp(offset: number, most: number): number {
  return Math.max(MARGIN, Math.min(offset, most));
}
