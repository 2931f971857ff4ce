import { createClockState } from "../../state/createClockState.ts";
import { createOverlayState } from "../../state/createOverlayState.ts";
import { pageLink } from "../../state/pageLink.ts";
import { wordsOf } from "../../words/learnt.ts";
import { Overlay } from "./Overlay.tsx";
import { OverlayRoot } from "./OverlayRoot.ts";
import { SHEET } from "./sheet.ts";

/** Puts the overlay into a page whose script asked the background for it. One that is there already has new words to speak in. */
export function showOverlay(): void {
  const link = pageLink();
  // The site was turned off while this was under way.
  if (link === undefined) return;
  if (link.overlay !== null) {
    link.overlay.hear();
    return;
  }
  const clock = createClockState(() => link.said.aheadMs ?? 0);
  const root = new OverlayRoot(SHEET);
  const { shown, ask, hear } = createOverlayState(link);
  link.overlay = {
    language: () => wordsOf(link.said.language ?? "en").language,
    hear,
    end: () => {
      link.overlay = null;
      clock.end();
      root.end();
    },
  };
  root.mount(<Overlay shown={shown} now={clock.now} ask={ask} />);
}
