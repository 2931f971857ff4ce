import type { OverlayPage } from "./overlayPage.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an element is in the window, and where the overlay has the line whose name begins so: left, top, width and height in whole pixels. */
export async function boxesOf(overlay: OverlayPage, selector: string, name: string) {
  const element = await overlay.page.locator(selector).first().boundingBox();
  const outline = await overlay.evaluate<Box | null>(
    (root, said) =>
      [...root.querySelectorAll(".outline")]
        .find((one) => one.textContent?.startsWith(said))
        ?.getBoundingClientRect()
        .toJSON() ?? null,
    name,
  );
  const whole = (box: Box | null) => box && [box.x, box.y, box.width, box.height].map(Math.round);
  return { element: whole(element), outline: whole(outline) };
}
