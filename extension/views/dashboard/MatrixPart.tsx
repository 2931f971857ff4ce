import { useSignal } from "@preact/signals";
import { FAMILIES, type Family } from "#shared/scoring/families";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { HeatMap } from "../../components/charts/HeatMap.tsx";
import {
  type MatrixCell,
  type MatrixChoice,
  type Measure,
  ruleOf,
  stepsOf,
  twoOf,
} from "../../components/charts/heat.ts";
import { useSpeech } from "../../components/speech.ts";
import { type DashboardState, peopleOf } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Choice } from "./Choice.tsx";
import { Part } from "./Part.tsx";
import { People } from "./People.tsx";
import { useSite } from "./site.ts";

const FAMILY_KEYS = ["rfm", "rfe", "rfd"] as const satisfies readonly Family[];
const MEASURES = ["visitors", "orders", "revenue", "averageOrderValue"] as const satisfies readonly Measure[];

/** Any two dimensions of a family as a heat map, each cell leading to its people. */
export function MatrixPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, currency } = useSite();
  const choice = useSignal<MatrixChoice>({ family: "rfm", x: "recency", y: "monetary", by: "tier" });
  const measure = useSignal<Measure>("visitors");
  const chosen = useSignal<MatrixCell | null>(null);
  const { family, x, y, by } = choice.value;
  const ask = (changes: Partial<MatrixChoice>) => {
    choice.value = twoOf({ ...choice.value, ...changes });
    chosen.value = null;
    void state.matrix.ask({ ...choice.value });
  };
  const axisOf = (dimension: MatrixChoice["x"]) => ({
    name: words.dimensions[dimension],
    steps: stepsOf(dimension, by).map((step) => ({
      step,
      name: typeof step === "number" ? String(step) : (words.tiers[step] ?? step),
    })),
  });
  const [across, up] = [axisOf(x), axisOf(y)];
  const stepName = (axis: typeof across, step: string | number) =>
    `${axis.name} ${axis.steps.find((known) => known.step === step)?.name ?? step}`;
  const nameOf = (cell: Pick<MatrixCell, "x" | "y">) => `${stepName(across, cell.x)}, ${stepName(up, cell.y)}`;
  const write = (value: number | null) => {
    if (value === null) return words.none;
    if (measure.value === "revenue") return spoken.sum(value, currency);
    return measure.value === "averageOrderValue" ? spoken.money(value, currency) : spoken.exact(value);
  };
  const dimensions = FAMILIES[family].map((key) => ({ key, name: words.dimensions[key] }));
  const { columns } = dashboard;
  const choices = (
    <div class="choices">
      <Choice
        label={dashboard.family}
        value={family}
        options={FAMILY_KEYS.map((key) => ({ key, name: words.families[key].name }))}
        onChoose={(key) => ask({ family: key })}
      />
      <Choice
        label={dashboard.across}
        value={x}
        options={dimensions}
        onChoose={(key) => ask(key === y ? { x: key, y: x } : { x: key })}
      />
      <Choice
        label={dashboard.up}
        value={y}
        options={dimensions}
        onChoose={(key) => ask(key === x ? { y: key, x: y } : { y: key })}
      />
      <Choice
        label={dashboard.by}
        value={by}
        options={[
          { key: "tier", name: dashboard.byTier },
          { key: "score", name: dashboard.byScore },
        ]}
        onChoose={(key) => ask({ by: key })}
      />
      <Choice
        label={dashboard.measure}
        value={measure.value}
        options={MEASURES.map((key) => ({ key, name: columns[key] }))}
        onChoose={(key) => {
          measure.value = key;
        }}
      />
    </div>
  );
  return (
    <Part id="matrix" title={dashboard.matrix} known={state.matrix.known.value} host={host} choices={choices}>
      {({ cells, unscored }) => (
        <>
          <ChartFrame
            name={dashboard.matrixLabel(across.name, up.name)}
            currency={currency}
            formats={["text", "text", "count", "share", "count", "money", "money"]}
            sheet={{
              columns: [
                ...[across.name, up.name, columns.visitors, columns.share],
                ...[columns.orders, columns.revenue, columns.averageOrderValue],
              ],
              rows: cells.map((cell) => [
                ...[stepNameOf(across, cell.x), stepNameOf(up, cell.y), cell.visitors, cell.share],
                ...[cell.orders, cell.revenue, cell.averageOrderValue],
              ]),
            }}
          >
            <HeatMap
              label={dashboard.matrixLabel(across.name, up.name)}
              x={across}
              y={up}
              cells={cells}
              figureOf={(cell) => cell[measure.value]}
              write={write}
              labelOf={(cell) => `${nameOf(cell)}: ${write(cell[measure.value])}`}
              chosen={chosen.value}
              onChoose={(cell) => {
                chosen.value = cell;
                void state.people.ask(peopleOf(ruleOf(choice.value, cell)));
              }}
            />
          </ChartFrame>
          <p class="quiet">
            {dashboard.matrixHint}
            {unscored > 0 && ` ${dashboard.unscored(spoken.count(unscored, dashboard.visitors))}`}
          </p>
          {chosen.value !== null && (
            <People
              title={dashboard.people(nameOf(chosen.value))}
              rule={ruleOf(choice.value, chosen.value)}
              known={state.people.known.value}
              onClose={() => {
                chosen.value = null;
              }}
            />
          )}
        </>
      )}
    </Part>
  );
}

function stepNameOf(
  axis: { readonly steps: readonly { readonly step: string | number; readonly name: string }[] },
  step: string | number,
): string {
  return axis.steps.find((known) => known.step === step)?.name ?? String(step);
}
