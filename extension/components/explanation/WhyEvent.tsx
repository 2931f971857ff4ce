import { useContext } from "preact/hooks";
import type { ExplanationAnswer } from "#shared/wire/explain";
import type { SiteFacts } from "../../messages.ts";
import { useSpeech } from "../speech.ts";
import { Answered } from "./Answered.tsx";
import { changesInWords } from "./eventWords.ts";
import { Explaining } from "./explaining.ts";

type ExplainedEvent = NonNullable<ExplanationAnswer["event"]>;

interface Props {
  readonly messageId: string;
  readonly facts: SiteFacts | null;
}

/** What an event earned, and each total, score and segment that it changed. */
export function WhyEvent({ messageId, facts }: Props) {
  const { words } = useSpeech();
  const { explained } = useContext(Explaining);
  return (
    <Answered>
      {({ event }) => {
        if (event?.messageId === messageId) return <Effects event={event} facts={facts} />;
        const isAnswered = explained?.wanted.event === messageId && explained.trouble === null;
        return <p class="quiet">{isAnswered ? words.explanation.eventNotKept : words.loading}</p>;
      }}
    </Answered>
  );
}

function Effects({ event, facts }: { readonly event: ExplainedEvent; readonly facts: SiteFacts | null }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const changes = changesInWords(event, { spoken, facts });
  return (
    <div class="why">
      <p>{spoken.count(event.points, words.points)}</p>
      {changes.length === 0 && <p class="quiet">{words.explanation.changedNothing}</p>}
      <ul>
        {changes.map(({ what, change }) => (
          <li key={what} class="change">
            <span>{what}</span> <b>{change}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
