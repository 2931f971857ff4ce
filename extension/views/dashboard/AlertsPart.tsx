import { type ReadonlySignal, type Signal, useComputed, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { type Surprise, surpriseOf } from "#shared/figures/surprise";
import { judge, TARGETS, type Target } from "#shared/figures/targets";
import { FEWEST_VALUES } from "#shared/figures/usual";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { watchedPeriod } from "./period.ts";
import { useSite } from "./site.ts";
import { TargetFields } from "./TargetFields.tsx";
import { actualOf, knownDaysOf, seriesOf, type TrendChoice, WATCHED } from "./watched.ts";

interface Props {
  readonly state: DashboardState;
  readonly now: ReadonlySignal<number>;
  /** What the trend shows: a sentence leads to its chart. */
  readonly trend: Signal<TrendChoice>;
}

/** What the marketer should look at first: targets that are missed, and what was unusual on the last whole day. */
export function AlertsPart({ state, now, trend }: Props) {
  const { language } = useSpeech();
  const { alerts } = pageWordsOf(language).dashboard;
  const { host, timeZone } = useSite();
  useSignalEffect(() => {
    const period = watchedPeriod(now.value, timeZone);
    if (state.watched.query.peek()["to"] !== period.to) void state.watched.ask({ ...period });
  });
  return (
    <Part<Value<"trends">> id="alerts" title={alerts.title} known={state.watched.known.value} host={host}>
      {({ trends }) => <Alerts state={state} now={now} trend={trend} trends={knownDaysOf(trends)} />}
    </Part>
  );
}

function Alerts({ state, now, trend, trends }: Props & Pick<Value<"trends">, "trends">) {
  const { language } = useSpeech();
  const { alerts } = pageWordsOf(language).dashboard;
  const { keys } = useSite();
  const watched = WATCHED.filter(({ segment }) => segment === "" || keys.includes(segment));
  const found = watched.map((one) => ({ ...one, surprise: surpriseOf(seriesOf(trends, one), one.finest) }));
  return (
    <>
      <ul class="lines">
        <BudgetLine state={state} />
        <TargetLines isMissed state={state} trend={trend} trends={trends} />
        {found.map(({ key, surprise, segment, measure }) => (
          <SurpriseLine
            key={key}
            what={key}
            surprise={surprise}
            now={now}
            onShow={() => {
              trend.value = { segment, measure };
            }}
          />
        ))}
        <TargetLines isMissed={false} state={state} trend={trend} trends={trends} />
        <Calm surprises={found.map(({ surprise }) => surprise)} now={now} />
      </ul>
      <details class="targets">
        <summary>{alerts.targets}</summary>
        <TargetFields state={state.targets} />
        <p class="quiet">{alerts.method}</p>
      </details>
    </>
  );
}

/** Below which share of what may be missed in its days the marketer is warned. */
const SCARCE = 0.25;

/** That decisions are missed too often. */
function BudgetLine({ state }: Pick<Props, "state">) {
  const spoken = useSpeech();
  const { answers: said } = pageWordsOf(spoken.language);
  const left = state.answers.known.value.value?.budget.left ?? 1;
  if (left >= SCARCE) return null;
  const text = left < 0 ? said.alertUsedUp : said.alert(spoken.share(left));
  const link = (
    <a href="#answers">
      {said.show}
      <span class="hidden"> {said.title}</span>
    </a>
  );
  return <Line mark="↘" isUrgent text={text} link={link} />;
}

interface TargetLinesProps extends Pick<Props, "state" | "trend"> {
  readonly trends: Value<"trends">["trends"];
  /** Which of them: those that are missed come first. */
  readonly isMissed: boolean;
}

function TargetLines({ state, trend, trends, isMissed }: TargetLinesProps) {
  const spoken = useSpeech();
  const { alerts } = pageWordsOf(spoken.language).dashboard;
  const { currency } = useSite();
  const actuals = {
    trends,
    purchases: state.purchases.known.value.value,
    segments: state.segments.known.value.value?.segments ?? [],
  };
  const judgements = judge(state.targets.targets.value, (target) => actualOf(target, actuals));
  const write = (target: Target, figure: number) =>
    target === "revenuePerDay"
      ? spoken.sum(figure, currency)
      : target === "newCustomersPerWeek"
        ? spoken.exact(figure)
        : spoken.share(figure);
  return (
    <>
      {judgements
        .filter(({ kind }) => (kind === "missed") === isMissed)
        .map(({ target, wanted, actual, kind }) => {
          const [what, aim] = [alerts.of[target], write(target, wanted)];
          const isBelow = TARGETS[target] === "least";
          const chart = CHARTS[target];
          const show = chart === null ? undefined : () => Object.assign(trend, { value: chart });
          const link = <ToChart what={what} to={chart === null ? "purchases" : "trend"} onShow={show} />;
          if (actual === null) return <Line key={target} mark="·" text={alerts.unknown(what, aim)} />;
          const figure = write(target, actual);
          if (kind === "met") return <Line key={target} mark="✓" text={alerts.met(what, figure, aim)} link={link} />;
          const text = isBelow ? alerts.below(what, figure, aim) : alerts.above(what, figure, aim);
          return <Line key={target} mark={isBelow ? "↘" : "↗"} isUrgent text={text} link={link} />;
        })}
    </>
  );
}

/** Where a target's figure is drawn; null: by how often customers have bought. */
const CHARTS: Readonly<Record<Target, TrendChoice | null>> = {
  newCustomersPerWeek: { segment: "new", measure: "joined" },
  revenuePerDay: { segment: "", measure: "sold" },
  boughtAgainShare: null,
  atRiskShare: { segment: "at-risk", measure: "visitors" },
};

interface SurpriseProps {
  readonly what: (typeof WATCHED)[number]["key"];
  readonly surprise: Surprise;
  readonly now: ReadonlySignal<number>;
  readonly onShow: () => void;
}

function SurpriseLine({ what, surprise, now, onShow }: SurpriseProps) {
  const spoken = useSpeech();
  const { alerts } = pageWordsOf(spoken.language).dashboard;
  const { currency } = useSite();
  const dayName = useDayName(now);
  if (surprise.kind === "tooEven") return <Line mark="·" text={alerts.tooEven(alerts.watched[what])} />;
  if (surprise.kind === "tooFew" || surprise.kind === "usual") return null;
  const { kind, day, value, usual, ofWeekday } = surprise;
  const write = (figure: number) => (what === "revenue" ? spoken.sum(figure, currency) : spoken.exact(figure));
  // Counts are whole: the least and the most that would have been usual.
  const [low, high] = what === "revenue" ? [usual.low, usual.high] : [Math.ceil(usual.low), Math.floor(usual.high)];
  const say = ofWeekday ? alerts.unusualOfWeekday : alerts.unusual;
  const text = say(alerts.watched[what], dayName(day), write(value), write(Math.max(0, low)), write(high));
  const link = <ToChart what={alerts.watched[what]} to="trend" onShow={onShow} />;
  return <Line mark={kind === "more" ? "↗" : "↘"} isUrgent text={text} link={link} />;
}

/** That there is nothing to say, or not yet. */
function Calm({ surprises, now }: { readonly surprises: readonly Surprise[]; readonly now: ReadonlySignal<number> }) {
  const spoken = useSpeech();
  const { alerts } = pageWordsOf(spoken.language).dashboard;
  const dayName = useDayName(now);
  const few = surprises.find((surprise) => surprise.kind === "tooFew");
  if (few !== undefined)
    return <Line mark="·" text={alerts.tooFewDays(spoken.exact(FEWEST_VALUES), spoken.exact(few.days))} />;
  const usual = surprises.find((surprise) => surprise.kind === "usual");
  if (usual?.kind !== "usual" || surprises.some(({ kind }) => kind === "more" || kind === "fewer")) return null;
  return <Line mark="✓" text={alerts.nothingUnusual(dayName(usual.day))} />;
}

interface LineProps {
  readonly mark: string;
  readonly text: string;
  readonly isUrgent?: boolean;
  readonly link?: ComponentChildren;
}

function Line({ mark, text, isUrgent = false, link }: LineProps) {
  return (
    <li class={isUrgent ? "alert" : "quiet"}>
      <span class="sign" aria-hidden="true">
        {mark}
      </span>
      <span class="who">{text}</span>
      {link}
    </li>
  );
}

interface ToChartProps {
  readonly what: string;
  readonly to: "trend" | "purchases";
  readonly onShow: (() => void) | undefined;
}

function ToChart({ what, to, onShow }: ToChartProps) {
  const { alerts } = pageWordsOf(useSpeech().language).dashboard;
  return (
    <a href={`#${to}`} onClick={onShow}>
      {alerts.show}
      <span class="hidden"> {what}</span>
    </a>
  );
}

/** The last whole day is yesterday, unless what is shown is older. */
function useDayName(now: ReadonlySignal<number>): (day: string) => string {
  const spoken = useSpeech();
  const { alerts } = pageWordsOf(spoken.language).dashboard;
  const { timeZone } = useSite();
  const yesterday = useComputed(() => watchedPeriod(now.value, timeZone).to).value;
  return (day) => (day === yesterday ? alerts.yesterday : alerts.on(spoken.day(day)));
}
