import type { Family } from "#shared/scoring/families";
import type { SiteFacts } from "../../messages.ts";
import { useSpeech } from "../speech.ts";
import type { Moment } from "./chart.ts";
import { DIMENSIONS, letterOf } from "./measures.ts";

interface Props {
  readonly moments: readonly Moment[];
  readonly family: Family;
  readonly facts: SiteFacts | null;
  /** Else it is there for screen readers alone. */
  readonly isSeen: boolean;
}

/** The chart's twin: every change as a line, newest first. */
export function HistoryTable({ moments, family, facts, isSeen }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const dimensions = DIMENSIONS[family];
  return (
    <div class={isSeen ? "twin" : "hidden"}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.segment}</th>
            {dimensions.map((dimension) => (
              <th key={dimension} scope="col">
                <abbr title={words.dimensions[dimension]}>{letterOf(dimension)}</abbr>
              </th>
            ))}
            <th scope="col">{words.cause}</th>
          </tr>
        </thead>
        <tbody>
          {moments.toReversed().map(({ at, segment, scores, causes }) => (
            <tr key={at}>
              <td>{spoken.instant(at)}</td>
              <td>{segment === null ? words.none : spoken.segment(segment, facts?.segments)}</td>
              {dimensions.map((dimension) => (
                <td key={dimension}>{scores[dimension] ?? words.none}</td>
              ))}
              <td>{causes.map((cause) => words.causes[cause]).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
