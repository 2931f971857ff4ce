import type { ReadonlySignal } from "@preact/signals";
import type { Visitor } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import { Age } from "../Age.tsx";
import { Changing } from "../Changing.tsx";
import { AskWhy } from "../explanation/WhySegment.tsx";
import { SegmentMark } from "../SegmentMark.tsx";
import { useSpeech } from "../speech.ts";

interface Props {
  readonly visitor: Visitor;
  readonly facts: SiteFacts | null;
}

/** Mark and name of the segment. */
export function SegmentHead({ visitor, facts }: Props) {
  const spoken = useSpeech();
  const { key } = visitor.segment;
  return (
    <>
      <SegmentMark segment={key} keys={Object.keys(facts?.segments ?? {})} />
      <strong class="name">
        <Changing value={key}>{spoken.segment(key, facts?.segments)}</Changing>
      </strong>
    </>
  );
}

/** Since when and why, until when, and who: three lines under the name. */
export function SegmentLines({ visitor, facts, now }: Props & { readonly now: ReadonlySignal<number> }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { segment, totals, userId, kind } = visitor;
  return (
    <div class="lines">
      <div class="first">
        <p>
          <Age at={segment.since} now={now} say={words.since} /> · {words.causes[segment.cause]}
        </p>
        <AskWhy segment={segment.key} facts={facts} />
      </div>
      <Ahead visitor={visitor} facts={facts} now={now} />
      <p class="quiet">
        {kind === "customer" ? words.customer : words.prospect} · <span class="id">{userId ?? words.anonymous}</span>
        {totals.orders > 0 &&
          ` · ${spoken.count(totals.orders, words.orders)} · ${spoken.money(totals.revenue, facts?.currency ?? null)}`}
      </p>
    </div>
  );
}

function Ahead({ visitor: { nextTransition }, facts, now }: Props & { readonly now: ReadonlySignal<number> }) {
  const spoken = useSpeech();
  const { words } = spoken;
  if (nextTransition === null) return <p>{words.staysUntilEvent}</p>;
  const ms = Date.parse(nextTransition.at) - now.value;
  const name = spoken.segment(nextTransition.segment, facts?.segments);
  return (
    <p title={spoken.instant(nextTransition.at)}>
      {ms <= 0 ? words.becomesNow(name) : words.becomes(name, spoken.span(ms))}
    </p>
  );
}
