import type { ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Family } from "#shared/scoring/families";
import type { Visitor } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import { Changing } from "../Changing.tsx";
import { useTopic } from "../explanation/explaining.ts";
import { WhyScore } from "../explanation/WhyScore.tsx";
import { Icon } from "../Icon.tsx";
import { memo } from "../memo.tsx";
import { ScoreSteps } from "../ScoreSteps.tsx";
import { useSpeech } from "../speech.ts";
import { type Measure, measuresOf } from "./measures.ts";

interface Props {
  readonly visitor: Visitor;
  readonly family: Family;
  readonly facts: SiteFacts | null;
  readonly now: ReadonlySignal<number>;
}

/** One family: each dimension's value, tier and score, and what leads to the next; opened, a row tells why. */
export function ScoreTable({ visitor, family, facts, now }: Props) {
  const spoken = useSpeech();
  const readAt = useMemo(() => now.peek(), [visitor]);
  const { columns, noOrdersYet } = spoken.words;
  const measures = measuresOf(visitor, family, facts, spoken, Math.max(0, now.value - readAt));
  return (
    <>
      <table class="scores">
        <thead class="hidden">
          <tr>
            <th scope="col">{columns.dimension}</th>
            <th scope="col">{`${columns.value}, ${columns.tier}`}</th>
            <th scope="col">{`${columns.score}, ${columns.next}`}</th>
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <Row key={`${family}.${measure.dimension}`} {...measure} family={family} facts={facts} now={now} />
          ))}
        </tbody>
      </table>
      {family === "rfm" && visitor.kind === "prospect" && <p class="quiet hint">{noOrdersYet}</p>}
    </>
  );
}

type RowProps = Omit<Props, "visitor"> & Measure;

const Row = memo(function Row({ dimension, value, score, tier, next, family, facts, now }: RowProps) {
  const { words } = useSpeech();
  const { isOpen, toggle } = useTopic(`${family}.${dimension}`);
  const figure = score === null ? words.none : String(score);
  return (
    <>
      <tr class="measure">
        <th scope="row">
          <button type="button" class="ask" aria-expanded={isOpen} onClick={toggle}>
            <Icon name="open" />
            {words.dimensions[dimension]}
          </button>
        </th>
        <td>
          {/* Recency grows all the time: that is no change to point at. */}
          <Changing value={dimension === "recency" ? null : value}>{value}</Changing>
          {tier !== null && <small>{tier}</small>}
        </td>
        <td>
          <b>
            <Changing value={score}>{figure}</Changing>
          </b>
          <ScoreSteps score={score} label={score === null ? words.noScore : words.scoreOf5(figure)} />
          {next !== null && <small>{next}</small>}
        </td>
      </tr>
      {isOpen && (
        <tr class="opened">
          <td colSpan={3}>
            <WhyScore family={family} dimension={dimension} facts={facts} now={now} />
          </td>
        </tr>
      )}
    </>
  );
});
