import type { ReadonlySignal } from "@preact/signals";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ExplainingRoom } from "../../components/explanation/ExplainingRoom.tsx";
import { WhySegment } from "../../components/explanation/WhySegment.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useSpeech } from "../../components/speech.ts";
import { noteOf } from "../../components/standing.ts";
import { EventList } from "../../components/visitor/EventList.tsx";
import { Families } from "../../components/visitor/Families.tsx";
import { SegmentHead, SegmentLines } from "../../components/visitor/SegmentLines.tsx";
import type { OverlayRequest, Shown } from "../../messages.ts";
import type { PageLook } from "./lookAtPage.ts";
import { ThisPage } from "./ThisPage.tsx";

interface Props {
  readonly shown: Shown;
  readonly page: PageLook;
  readonly now: ReadonlySignal<number>;
  readonly ask: (request: OverlayRequest) => void;
}

/** The overlay opened: who this is, the scores, how it came about, and what happens now. */
export function Card({ shown, page, now, ask }: Props) {
  const { words } = useSpeech();
  const { visitor } = shown;
  return (
    <>
      <header data-grip>
        {visitor === null ? (
          <strong class="name">RFEdge</strong>
        ) : (
          <SegmentHead visitor={visitor} facts={shown.facts} />
        )}
        <button
          type="button"
          class="plain"
          aria-label={words.settings}
          title={words.settings}
          onClick={() => ask({ type: "options" })}
        >
          <Icon name="settings" />
        </button>
        <button
          type="button"
          class="plain"
          aria-label={words.hide}
          title={words.hide}
          onClick={() => ask({ type: "hide" })}
        >
          <Icon name="hide" />
        </button>
        <button
          type="button"
          class="plain"
          data-first
          aria-expanded="true"
          aria-label={words.close}
          title={words.close}
          onClick={() => ask({ type: "open", isOpen: false })}
        >
          <Icon name="close" />
        </button>
      </header>
      {visitor === null || shown.standing !== "known" ? <Trouble shown={shown} ask={ask} /> : null}
      <ExplainingRoom
        visitorId={visitor?.id ?? null}
        explained={shown.explained}
        want={(wanted) => ask({ type: "explain", wanted })}
      >
        {visitor !== null && (
          <div class="body">
            <SegmentLines visitor={visitor} facts={shown.facts} now={now} />
            <WhySegment facts={shown.facts} />
            <Families visitor={visitor} facts={shown.facts} history={shown.history} now={now} />
            <ThisPage page={page} slots={shown.slots} visitor={visitor} facts={shown.facts} now={now} />
            <EventList events={shown.events} facts={shown.facts} isLive={shown.isLive} now={now} />
          </div>
        )}
      </ExplainingRoom>
    </>
  );
}

function Trouble({ shown: { standing, host, visitor }, ask }: { readonly shown: Shown; readonly ask: Props["ask"] }) {
  const { words } = useSpeech();
  const { title, detail, help } = noteOf(standing, host ?? "", words);
  // With a visitor to show, all that must be said is that the figures may be old.
  if (visitor !== null) return standing === "looking" ? null : <p class="strip">{words.stale}</p>;
  return (
    <div class="body">
      <ErrorNote title={title} detail={detail}>
        {help === "retry" && (
          <button type="button" class="button" onClick={() => ask({ type: "retry" })}>
            {words.retry}
          </button>
        )}
        {help === "settings" && (
          <button type="button" class="button primary" onClick={() => ask({ type: "options" })}>
            {words.openSettings}
          </button>
        )}
      </ErrorNote>
    </div>
  );
}
