import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { FlowChart } from "../../components/charts/FlowChart.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState, Period } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

interface Props {
  readonly state: DashboardState;
  readonly period: Period;
}

/** Who went from which segment to which between two dates. */
export function MovementPart({ state, period }: Props) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, keys, nameOf, toneOf } = useSite();
  const label = (segment: string | null) => (segment === null ? dashboard.notYetSeen : nameOf(segment));
  return (
    <Part id="movement" title={dashboard.movement} known={state.migrations.known.value} host={host}>
      {({ migrations }) => {
        const sumOf = (isOne: (move: (typeof migrations)[number]) => boolean) =>
          spoken.exact(migrations.filter(isOne).reduce((sum, { visitors }) => sum + visitors, 0));
        if (migrations.length === 0) return <p>{dashboard.noMovement}</p>;
        return (
          <>
            <p>
              {dashboard.moved(
                sumOf(({ from, to }) => from !== null && from !== to),
                sumOf(({ from }) => from === null),
                sumOf(({ from, to }) => from === to),
              )}
            </p>
            <ChartFrame
              name={dashboard.movement}
              currency={null}
              formats={["text", "text", "count"]}
              sheet={{
                columns: [dashboard.columns.from, dashboard.columns.to, dashboard.columns.visitors],
                rows: migrations.map(({ from, to, visitors }) => [label(from), nameOf(to), visitors]),
              }}
            >
              <p class="ends" aria-hidden="true">
                <span>{spoken.day(period.from)}</span>
                <span>{spoken.day(period.to)}</span>
              </p>
              <FlowChart
                label={dashboard.movementLabel(spoken.day(period.from), spoken.day(period.to))}
                moves={migrations}
                keys={keys}
                nameOf={label}
                toneOf={(segment) => (segment === null ? "var(--line)" : toneOf(segment))}
              />
            </ChartFrame>
          </>
        );
      }}
    </Part>
  );
}
