import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { RecordedEvent } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import type { Words } from "../../words/en.ts";
import { Age } from "../Age.tsx";
import { topicOfEvent, useTopic } from "../explanation/explaining.ts";
import { WhyEvent } from "../explanation/WhyEvent.tsx";
import { memo } from "../memo.tsx";
import { useSpeech } from "../speech.ts";

interface Props {
  readonly events: readonly RecordedEvent[] | null;
  readonly facts: SiteFacts | null;
  readonly isLive: boolean;
  readonly now: ReadonlySignal<number>;
}

/** Events as they come, with the points each earned; opened, one tells what it changed. */
export function EventList({ events, facts, isLive, now }: Props) {
  const { words } = useSpeech();
  return (
    <section class="events">
      <h2>
        {words.events} <span class={isLive ? "pulse live" : "pulse"}>{isLive ? words.live : words.notLive}</span>
      </h2>
      {events === null && <p class="quiet">{words.loading}</p>}
      {events?.length === 0 && <p class="quiet">{words.noEventsYet}</p>}
      {events !== null && events.length > 0 && (
        <ol>
          {events.map((event) => (
            <EventLine key={event.messageId} event={event} facts={facts} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface LineProps extends Pick<Props, "facts" | "now"> {
  readonly event: RecordedEvent;
  /** What else is to be said of it. */
  readonly children?: ComponentChildren;
}

/** One event; pressed, it tells what it earned and changed. */
export const EventLine = memo(function EventLine({ event, facts, now, children }: LineProps) {
  const spoken = useSpeech();
  const { isOpen, toggle } = useTopic(topicOfEvent(event.messageId));
  const detail = detailOf(event);
  return (
    <li>
      <button type="button" class="event" aria-expanded={isOpen} onClick={toggle}>
        <Age at={event.at} now={now} />
        <span class="what" title={detail ?? undefined}>
          {titleOf(event, spoken.words)}
          {detail !== null && <span class="quiet"> {detail}</span>}
        </span>
        <span
          class={event.points === 0 ? "points quiet" : "points"}
          title={spoken.count(event.points, spoken.words.points)}
        >
          {event.points === 0 ? spoken.words.none : `+${spoken.number(event.points)}`}
        </span>
      </button>
      {children}
      {isOpen && <WhyEvent messageId={event.messageId} facts={facts} />}
    </li>
  );
});

function titleOf({ type, name }: RecordedEvent, words: Words): string {
  return type === "track" && name !== null ? name : words.eventKinds[type];
}

/** What tells one event from another of its kind: the page's path, or the product's name. */
function detailOf({ type, name, message }: RecordedEvent): string | null {
  const properties = bag(message["properties"]);
  const page = bag(bag(message["context"])["page"]);
  if (type === "page" || type === "screen") return text(properties["path"]) ?? text(page["path"]) ?? name;
  return (
    text(properties["name"]) ?? text(properties["order_id"]) ?? text(properties["path"]) ?? text(message["userId"])
  );
}

function bag(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
