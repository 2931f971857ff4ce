import type { ReadonlySignal } from "@preact/signals";
import type { Visitor } from "#shared/wire/visitors";
import { Age } from "../../components/Age.tsx";
import { useSpeech } from "../../components/speech.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

/** Who it is as far as it is known: ids, when they came, traits, audiences, and what is foreseen. */
export function Who({ visitor, now }: { readonly visitor: Visitor; readonly now: ReadonlySignal<number> }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const {
    userId,
    anonymousIds,
    firstSeenAt,
    lastSeenAt,
    traits,
    audiences,
    totals,
    predictions,
    consent = [],
  } = visitor;
  return (
    <section class="who">
      <h2>{said.who}</h2>
      <dl>
        <Line name={said.userId}>{userId ?? words.anonymous}</Line>
        <Line name={said.devices}>
          {anonymousIds.map((id) => (
            <code key={id}>{id}</code>
          ))}
        </Line>
        <Line name={said.firstSeen}>
          <Age at={firstSeenAt} now={now} say={words.ago} />
        </Line>
        <Line name={said.lastSeen}>
          <Age at={lastSeenAt} now={now} say={words.ago} />
        </Line>
        <Line name={said.visits}>
          {spoken.exact(totals.sessions)} · {spoken.count(totals.pageViews, said.pageViews)} ·{" "}
          {spoken.span(totals.engagedSeconds * 1000)}
        </Line>
        {consent.map(({ purpose, state, since, outweighsGpc }) => (
          <Line key={purpose} name={words.explanation.named["consent."](purpose)}>
            {state === "granted" ? words.explanation.yes : words.explanation.no} ·{" "}
            <Age at={since} now={now} say={words.ago} />
            {outweighsGpc && ` · ${said.despiteSignal}`}
          </Line>
        ))}
        {audiences.length > 0 && <Line name={said.audiences}>{audiences.join(", ")}</Line>}
        {predictions?.pAlive != null && <Line name={said.pAlive}>{spoken.share(predictions.pAlive)}</Line>}
        {predictions?.conversion != null && <Line name={said.conversion}>{spoken.share(predictions.conversion)}</Line>}
        {Object.entries(traits).map(([name, value]) => (
          <Line key={name} name={name}>
            {typeof value === "string" ? value : JSON.stringify(value)}
          </Line>
        ))}
      </dl>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
