import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

/** What was refused of what visitors sent. */
export function FindingsPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host } = useSite();
  return (
    <Part id="findings" title={dashboard.findings} known={state.findings.known.value} host={host}>
      {({ findings }) => (
        <>
          <p class="quiet">{dashboard.findingsAbout}</p>
          {findings.length === 0 ? (
            <p>{dashboard.noFindings}</p>
          ) : (
            <ChartFrame
              name={dashboard.findings}
              currency={null}
              formats={["text", "text", "text", "text"]}
              sheet={{
                columns: [dashboard.when, dashboard.kind, dashboard.id, dashboard.detail],
                rows: findings.map(({ at, kind, id, detail }) => [
                  spoken.instant(at),
                  dashboard.kinds[kind],
                  id,
                  detail,
                ]),
              }}
            />
          )}
        </>
      )}
    </Part>
  );
}
