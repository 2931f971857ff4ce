import type { OverlayPage } from "./overlayPage.ts";

/** The choices in the overlay whose list is narrower than the longest of its names, and by how much. */
export function cutChoices(overlay: OverlayPage): Promise<string[]> {
  return overlay.evaluate((root) =>
    [...root.querySelectorAll("select")].flatMap((choice) => {
      const { clientWidth: shown } = choice;
      choice.style.width = "max-content";
      const { clientWidth: whole } = choice;
      choice.style.width = "";
      return whole > shown ? [`${choice.value}: ${shown} of ${whole}`] : [];
    }),
  );
}
