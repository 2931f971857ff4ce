import { Bars } from "../../components/charts/Bars.tsx";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

/** How many have bought once, twice, three times, four times and more. */
export function PurchasesPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host } = useSite();
  return (
    <Part id="purchases" title={dashboard.purchases} known={state.purchases.known.value} host={host}>
      {(counts) => {
        const all = counts.reduce((sum, count) => sum + count, 0);
        if (all === 0) return <p>{dashboard.noPurchases}</p>;
        const rows = counts.map((count, index) => ({ name: dashboard.times[index] ?? "", count, share: count / all }));
        return (
          <>
            <p>{dashboard.purchasesAbout(spoken.share(1 - counts[0] / all))}</p>
            <ChartFrame
              name={dashboard.purchases}
              currency={null}
              formats={["text", "count", "share"]}
              sheet={{
                columns: [dashboard.purchases, dashboard.columns.visitors, dashboard.columns.share],
                rows: rows.map(({ name, count, share }) => [name, count, share]),
              }}
            >
              <Bars
                label={dashboard.purchasesLabel}
                bars={rows.map(({ name, count, share }) => ({
                  ...{ name, value: count },
                  text: `${spoken.exact(count)} · ${spoken.share(share)}`,
                }))}
              />
            </ChartFrame>
          </>
        );
      }}
    </Part>
  );
}
