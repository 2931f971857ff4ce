import slots from "../../components/slots/slots.css?inline";
import { Speech } from "../../components/speech.ts";
import tokens from "../../components/tokens.css?inline";
import type { Picked } from "../../state/lookInTab.ts";
import { wordsOf } from "../../words/learnt.ts";
import { Spoken } from "../../words/spoken.ts";
import { OverlayRoot } from "../overlay/OverlayRoot.ts";
import outlines from "../overlay/outlines.css?inline";
import overlay from "../overlay/overlay.css?inline";
import { Picker } from "../overlay/Picker.tsx";

/** Lets an element of this page be picked, and stands in it no longer than that takes. @returns null where it was left without one */
export function pickElement(): Promise<Picked | null> {
  const { language } = wordsOf("");
  const root = new OverlayRoot([tokens, overlay, slots, outlines].join(""));
  return new Promise((resolve) => {
    root.mount(
      <Speech.Provider value={new Spoken(language, language)}>
        <section lang={language}>
          <Picker
            onPick={(picking) => {
              root.end();
              resolve(typeof picking === "object" ? picking : null);
            }}
          />
        </section>
      </Speech.Provider>,
    );
  });
}
