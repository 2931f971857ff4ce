import { useComputed } from "@preact/signals";
import type { RecordedEvent } from "#shared/wire/visitors";
import { useSpeech } from "../../components/speech.ts";
import { EventLine } from "../../components/visitor/EventList.tsx";
import { type Session, sessionsOf } from "../../components/visitor/sessionsOf.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import type { PanelState } from "./SidePanel.tsx";

const MINUTE_MS = 60_000;
const DEFAULT_GAP_MINUTES = 30;

interface Props {
  readonly state: PanelState;
  /** As they are followed, newest first; null until they came. */
  readonly events: readonly RecordedEvent[] | null;
}

/** What they did, session by session, with the points each event earned and what they were served. */
export function Sessions({ state: { record, visitor, now }, events }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const { facts, isLive } = visitor.shown.value;
  const { events: older, more } = useComputed(() => record.older.value).value;
  const known = new Set(events?.map(({ messageId }) => messageId));
  const all = [...(events ?? []), ...older.filter(({ messageId }) => !known.has(messageId))];
  const sessions = sessionsOf(all, (facts?.sessionGapMinutes ?? DEFAULT_GAP_MINUTES) * MINUTE_MS);
  return (
    <section class="events">
      <h2>
        {said.sessions} <span class={isLive ? "pulse live" : "pulse"}>{isLive ? words.live : words.notLive}</span>
      </h2>
      {events === null && <p class="quiet">{words.loading}</p>}
      {events?.length === 0 && <p class="quiet">{words.noEventsYet}</p>}
      {sessions.map((session) => (
        <div key={session.events.at(-1)?.messageId} class="session">
          <h3>{headOf(session)}</h3>
          <ol>
            {session.events.map((event) => (
              <EventLine key={event.messageId} event={event} facts={facts} now={now}>
                <Served event={event} />
              </EventLine>
            ))}
          </ol>
        </div>
      ))}
      {more !== null && (
        <button type="button" class="button" onClick={() => void record.readOlder()}>
          {said.older}
        </button>
      )}
    </section>
  );

  function headOf({ from, to, events: within, points }: Session): string {
    const length = Date.parse(to) - Date.parse(from);
    return [
      spoken.instant(from),
      ...(length >= 1_000 ? [spoken.span(length, 1)] : []),
      spoken.count(within.length, said.events),
      spoken.count(points, words.points),
    ].join(" · ");
  }
}

/** What the page view was answered with. */
function Served({ event: { served = [] } }: { readonly event: RecordedEvent }) {
  const { visitor: said } = pageWordsOf(useSpeech().language).panel;
  if (served.length === 0) return null;
  return (
    <ul class="served quiet">
      {served.map(({ slot, snippet }) => (
        <li key={slot}>{snippet === null ? said.heldOut(slot) : said.served(snippet, slot)}</li>
      ))}
    </ul>
  );
}
