import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Choice } from "./Choice.tsx";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";
import { verdictOf } from "./verdict.ts";

/** What a slot's snippets bring: a sentence first, then the figures behind it. */
export function ResultsPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host } = useSite();
  const slots = state.config.known.value.value?.config.slots ?? [];
  const slot = state.results.query.value["slot"] ?? "";
  const known = slot === "" ? { ...state.config.known.value, value: null } : state.results.known.value;
  if (state.config.known.value.value !== null && slots.length === 0)
    return (
      <section aria-labelledby="results-title" class="part results">
        <h2 id="results-title">{dashboard.results}</h2>
        <p>{dashboard.noSlots}</p>
      </section>
    );
  const choices = slots.length > 0 && (
    <div class="choices">
      <Choice
        label={dashboard.slot}
        value={slot}
        options={slots.map(({ key }) => ({ key, name: key }))}
        onChoose={(key) => void state.results.ask({ slot: key })}
      />
    </div>
  );
  return (
    <Part<Value<"results">> id="results" title={dashboard.results} known={known} host={host} choices={choices}>
      {(results) => <Outcome {...results} />}
    </Part>
  );
}

function Outcome(results: Value<"results">) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { slot, sampleRatio, currency } = results;
  // A row for each segment as well would bury the snippets: they are in the API.
  const whole = results.results.filter(({ segment }) => segment === null);
  const snippets = new Set(whole.flatMap(({ snippet }) => snippet ?? []));
  // Of one snippet alone, all of them would say the same again.
  const rows = snippets.size === 1 ? whole.filter(({ snippet }) => snippet !== null) : whole;
  if (rows.every(({ visitors }) => visitors === 0)) return <p>{dashboard.noResults}</p>;
  const name = (row: (typeof rows)[number]) =>
    row.holdout
      ? row.snippet === null
        ? dashboard.heldOut
        : dashboard.heldOutOf(row.snippet)
      : (row.snippet ?? dashboard.everySnippet);
  const between = (row: (typeof rows)[number]) => {
    const interval = row.uplift?.conversionRate ?? null;
    if (interval === null) return null;
    const points = (share: number) => spoken.signed(share * 100, 1);
    return dashboard.pointsOf(dashboard.between(points(interval.low), points(interval.high)));
  };
  return (
    <>
      {sampleRatio.alarm && (
        <div class="warning" role="alert">
          <p>{dashboard.sampleRatio}</p>
          <ul>
            {sampleRatio.arms.map(({ arm, visitors, expected }) => (
              <li key={arm}>{dashboard.dealt(arm, spoken.exact(visitors), spoken.exact(expected))}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="verdict">{sentenceOf()}</p>
      <ChartFrame
        name={`${dashboard.results} ${slot}`}
        currency={currency}
        formats={["text", "count", "count", "share", "money", "text"]}
        sheet={{
          columns: [
            ...[dashboard.snippet, dashboard.shownTo, dashboard.conversions],
            ...[dashboard.rate, dashboard.perVisitor, dashboard.uplift],
          ],
          rows: rows.map((row) => [
            ...[name(row), row.visitors, row.conversions],
            ...[row.conversionRate, row.revenuePerVisitor, between(row)],
          ]),
        }}
      />
    </>
  );

  function sentenceOf(): string {
    const verdict = verdictOf(results);
    if (verdict.kind === "noComparison" || verdict.kind === "tooFew") return dashboard[verdict.kind](slot);
    const { low, high } = verdict;
    return verdict.kind === "undecided"
      ? dashboard.undecided(slot, spoken.signed(low, 1), spoken.signed(high, 1))
      : dashboard[verdict.kind](slot, spoken.exact(toTenth(low)), spoken.exact(toTenth(high)));
  }
}

function toTenth(points: number): number {
  return Math.round(points * 10) / 10;
}
