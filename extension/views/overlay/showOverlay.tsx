import { createClockState } from "../../state/createClockState.ts";
import { createOverlayState } from "../../state/createOverlayState.ts";
import { Overlay } from "./Overlay.tsx";
import { OverlayRoot } from "./OverlayRoot.ts";
import { SHEET } from "./sheet.ts";

/** Seen by this extension's scripts alone: content scripts have a global of their own. */
const SHOWN = Symbol.for("rfedge.overlay");

/** Puts the overlay into the page, once however often the script is run. */
export function showOverlay(): void {
  if (document.contentType !== "text/html" || Reflect.has(globalThis, SHOWN)) return;
  Reflect.set(globalThis, SHOWN, true);
  const clock = createClockState();
  const root = new OverlayRoot(SHEET);
  const state = createOverlayState(() => {
    clock.end();
    root.end();
    Reflect.deleteProperty(globalThis, SHOWN);
  });
  root.mount(<Overlay shown={state.shown} now={clock.now} ask={state.ask} />);
}
