import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Speech, useSpeech, useSpoken } from "../../components/speech.ts";
import type { OverlayRequest, Shown } from "../../messages.ts";
import { Badge } from "./Badge.tsx";
import { Card } from "./Card.tsx";
import { useLookAtPage } from "./lookAtPage.ts";
import { Movable } from "./Movable.tsx";
import { Picker } from "./Picker.tsx";
import { SlotOutlines } from "./SlotOutlines.tsx";
import { type ToldShown, usePart } from "./usePart.ts";

interface Props {
  readonly shown: ReadonlySignal<Shown | null>;
  readonly now: ReadonlySignal<number>;
  readonly ask: (request: OverlayRequest) => void;
}

/** The overlay: a badge that opens to a card. */
export function Overlay({ shown, now, ask }: Props) {
  return isTold(shown) ? <Told shown={shown} now={now} ask={ask} /> : null;
}

function isTold(shown: Props["shown"]): shown is ToldShown {
  return shown.value !== null;
}

interface ToldProps extends Omit<Props, "shown"> {
  readonly shown: ToldShown;
}

function Told({ shown, now, ask }: ToldProps) {
  // Each time that something was said: a language may be known before its words are here.
  const { language, locale } = shown.value;
  return (
    <Speech.Provider value={useSpoken(language, locale)}>
      <Placed shown={shown} now={now} ask={ask} />
    </Speech.Provider>
  );
}

function Placed({ shown, now, ask }: ToldProps) {
  const spoken = useSpeech();
  const isOpen = usePart(shown, "isOpen");
  const place = usePart(shown, "place");
  const page = useLookAtPage({ shown, now, ask });
  const surface = useRef<HTMLElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // Only what the marketer opened or closed takes the focus, not a page that loads with the card open.
    if (wasOpen.current !== isOpen) surface.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    // Else a dialog of the page would close as well.
    event.preventDefault();
    ask({ type: "open", isOpen: false });
  };
  return (
    <section ref={surface} lang={spoken.language} aria-label={spoken.words.overlay} onKeyDown={close}>
      {page.isOpen.value && <SlotOutlines page={page} shown={shown} now={now} />}
      {page.isOpen.value && page.picking.value === "now" && <Picker onPick={page.pick} />}
      <Movable
        place={place}
        class={isOpen ? "card" : "badge"}
        onPlace={(moved) => ask({ type: "place", place: moved })}
      >
        {isOpen ? (
          <Card shown={shown} page={page} now={now} ask={ask} />
        ) : (
          <Badge shown={shown} onOpen={() => ask({ type: "open", isOpen: true })} />
        )}
      </Movable>
      <Announcement shown={shown} />
    </section>
  );
}

/** Says a change of segment to those who do not see it; what stood there from the beginning is no change. */
function Announcement({ shown }: { readonly shown: ToldShown }) {
  const visitor = usePart(shown, "visitor");
  const facts = usePart(shown, "facts");
  const first = useRef<{ id: string; key: string } | null>(null);
  if (visitor !== null && first.current?.id !== visitor.id)
    first.current = { id: visitor.id, key: visitor.segment.key };
  const spoken = useSpeech();
  const hasChanged = visitor !== null && first.current?.key !== visitor.segment.key;
  if (hasChanged && first.current !== null) first.current.key = "";
  return (
    <div class="hidden" role="status">
      {hasChanged ? spoken.words.segmentIsNow(spoken.segment(visitor.segment.key, facts?.segments)) : ""}
    </div>
  );
}
