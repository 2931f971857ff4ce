import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ExplainingRoom } from "../../components/explanation/ExplainingRoom.tsx";
import { WhySegment } from "../../components/explanation/WhySegment.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useSpeech } from "../../components/speech.ts";
import { noteOf } from "../../components/standing.ts";
import { EventList } from "../../components/visitor/EventList.tsx";
import { Families } from "../../components/visitor/Families.tsx";
import { SegmentHead, SegmentLines } from "../../components/visitor/SegmentLines.tsx";
import type { OverlayRequest, Wanted } from "../../messages.ts";
import type { PageLook } from "./lookAtPage.ts";
import { ThisPage } from "./ThisPage.tsx";
import { type ToldShown, usePart } from "./usePart.ts";

interface Props {
  readonly shown: ToldShown;
  readonly page: PageLook;
  readonly now: ReadonlySignal<number>;
  readonly ask: (request: OverlayRequest) => void;
}

/** The overlay opened: who this is, the scores, how it came about, and what happens now. Each part looks at what it shows alone. */
export function Card({ shown, page, now, ask }: Props) {
  const visitorId = useComputed(() => shown.value.visitor?.id ?? null).value;
  const want = useCallback((wanted: Wanted | null) => ask({ type: "explain", wanted }), [ask]);
  return (
    <>
      <Head shown={shown} ask={ask} />
      <Trouble shown={shown} ask={ask} />
      <ExplainingRoom visitorId={visitorId} explained={usePart(shown, "explained")} want={want}>
        {visitorId !== null && (
          <div class="body">
            <Who shown={shown} now={now} />
            <ThisPage page={page} shown={shown} now={now} />
            <Events shown={shown} now={now} />
          </div>
        )}
      </ExplainingRoom>
    </>
  );
}

function Head({ shown, ask }: Pick<Props, "shown" | "ask">) {
  const { words } = useSpeech();
  const visitor = usePart(shown, "visitor");
  const facts = usePart(shown, "facts");
  return (
    <header data-grip>
      {visitor === null ? <strong class="name">RFEdge</strong> : <SegmentHead visitor={visitor} facts={facts} />}
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
  );
}

function Who({ shown, now }: Pick<Props, "shown" | "now">) {
  const visitor = usePart(shown, "visitor");
  const facts = usePart(shown, "facts");
  const history = usePart(shown, "history");
  if (visitor === null) return null;
  return (
    <>
      <SegmentLines visitor={visitor} facts={facts} now={now} />
      <WhySegment facts={facts} />
      <Families visitor={visitor} facts={facts} history={history} now={now} />
    </>
  );
}

function Events({ shown, now }: Pick<Props, "shown" | "now">) {
  const events = usePart(shown, "events");
  return <EventList events={events} facts={usePart(shown, "facts")} isLive={usePart(shown, "isLive")} now={now} />;
}

function Trouble({ shown, ask }: Pick<Props, "shown" | "ask">) {
  const { words } = useSpeech();
  const standing = usePart(shown, "standing");
  const host = usePart(shown, "host");
  const isKnown = useComputed(() => shown.value.visitor !== null).value;
  if (isKnown && standing === "known") return null;
  const { title, detail, help } = noteOf(standing, host ?? "", words);
  // With a visitor to show, all that must be said is that the figures may be old.
  if (isKnown) return standing === "looking" ? null : <p class="strip">{words.stale}</p>;
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
