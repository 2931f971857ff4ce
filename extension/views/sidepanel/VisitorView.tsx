import { useEffect } from "preact/hooks";
import type { Visitor } from "#shared/wire/visitors";
import { ExplainingRoom } from "../../components/explanation/ExplainingRoom.tsx";
import { WhySegment } from "../../components/explanation/WhySegment.tsx";
import { nameOfVisitor } from "../../components/nameOfVisitor.ts";
import { useSpeech } from "../../components/speech.ts";
import { Families } from "../../components/visitor/Families.tsx";
import { SegmentHead, SegmentLines } from "../../components/visitor/SegmentLines.tsx";
import { machineAge } from "../../state/createClockState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { LatePrivacy } from "./LatePrivacy.tsx";
import { Links } from "./Links.tsx";
import { Orders } from "./Orders.tsx";
import { Sessions } from "./Sessions.tsx";
import type { PanelState } from "./SidePanel.tsx";
import { Who } from "./Who.tsx";
import { ZoomedHistory } from "./ZoomedHistory.tsx";

interface Props {
  readonly state: PanelState;
  readonly visitor: Visitor;
}

/** The clock may stand a moment before what was kept. */
const SHORTEST_MS = 1_000;

/** One visitor all around: segment, scores, history, who they are, orders, sessions, links. */
export function VisitorView({ state, visitor }: Props) {
  const spoken = useSpeech();
  const { words, language } = spoken;
  const { visitor: said } = pageWordsOf(language).panel;
  const { visitor: following, record, privacy, places, now } = state;
  const { facts, history, events, explained, standing, keptAt } = following.shown.value;
  const { id } = visitor;
  const pin = { id, name: nameOfVisitor(visitor) };
  const isPinned = places.pins.value.some((one) => one.id === id);
  const leave = () => {
    if (isPinned) places.togglePin(pin);
    if (places.chosen.value !== null) places.open(null);
    else following.retry();
  };
  useEffect(() => record.show(id), [id]);
  // An order or a refund shows in the totals first.
  useEffect(() => record.refresh(), [visitor.totals.orders, visitor.totals.revenue, visitor.anonymousIds.length]);
  return (
    <ExplainingRoom visitorId={id} explained={explained} want={following.explain}>
      <article>
        <header>
          <SegmentHead visitor={visitor} facts={facts} />
          <button type="button" class="plain" aria-pressed={isPinned} onClick={() => places.togglePin(pin)}>
            {isPinned ? said.unpin : said.pin}
          </button>
        </header>
        <p class="strip" role="status" hidden={keptAt === null && (standing === "known" || standing === "looking")}>
          {keptAt === null
            ? words.stale
            : said.kept(words.ago(spoken.span(Math.max(SHORTEST_MS, machineAge(now, keptAt)), 1)))}
        </p>
        <SegmentLines visitor={visitor} facts={facts} now={now} />
        <WhySegment facts={facts} />
        <Families visitor={visitor} facts={facts} history={history} now={now} HistoryView={ZoomedHistory} />
        <Who visitor={visitor} now={now} />
        <Orders record={record} now={now} />
        <Sessions state={state} events={events} />
        <Links record={record} onOpen={(other) => places.open({ id: other, name: other.slice(0, 8) })} />
        <LatePrivacy id={id} privacy={privacy} onErased={leave} />
      </article>
    </ExplainingRoom>
  );
}
