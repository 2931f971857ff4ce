import { drawOf } from "#shared/decision/draw";
import { armsOf, experimentsIn } from "#shared/decision/experiment";
import type { Cost } from "#shared/decision/measures";
import type { Slot } from "#shared/decision/slot";
import { DAY_MS } from "#shared/events/clock";
import { fromMinor } from "#shared/events/currency";
import { addExposedCells, type ExposedCell } from "#shared/figures/exposed";
import {
  type Costs,
  costOf,
  type Group,
  groupOf,
  movementOf,
  returnOf,
  scaled,
  upliftOf,
} from "#shared/figures/results";
import { type Arm, sampleRatioOf } from "#shared/figures/sampleRatio";
import { MISSES, meanOf } from "#shared/figures/uplift";
import type { ResultFigures, ResultRow, Results } from "#shared/wire/results";
import { isoOf } from "#shared/wire/visitorAnswers";
import type { PublishedSite } from "../publishedStore.ts";
import { askDirectory } from "./askDirectory.ts";

/** A slot of a site, and how its results are read. */
interface Reading {
  readonly slot: Slot;
  /** The site's own holdout. */
  readonly holdoutPercent: number;
  readonly currency: string;
  readonly costs: Costs;
}

type Experiment = Results["experiments"][number];
type Return = Pick<ResultRow, "cost" | "gained" | "roi">;

const NOTHING_SPENT: Return = { cost: null, gained: null, roi: null };

/**
 * What became of everybody who took part in a slot's draws in force.
 *
 * @param windowDays for how long after the first exposure orders count; null: for ever
 * @throws Problem `unavailable` where no shard answers
 */
export async function resultsOf(
  env: Env,
  site: PublishedSite,
  slot: Slot,
  windowDays: number | null,
): Promise<Results> {
  const { currency, holdoutPercent } = site.config.site;
  const experiments = experimentsIn(slot);
  const draw = drawOf(slot, holdoutPercent);
  const drawn = new Map(experiments.map((key) => [key, drawOf(slot, holdoutPercent, key)]));
  const query = { draws: [draw, ...drawn.values()], windowMs: windowDays === null ? null : windowDays * DAY_MS };
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.exposed(query));
  const cells = addExposedCells(answers);
  const reading = { slot, holdoutPercent, currency, costs: costsOf(slot) };
  const own = cells.filter((cell) => cell.draw === draw);
  const comparedWith = slot.holdoutPercent > 0 ? "slot" : holdoutPercent > 0 ? "site" : null;
  const shown = own.filter(({ held }) => held === 0);
  const bySite = own.filter(({ held }) => held === 2);
  const others = comparedWith === "slot" ? own.filter(({ held }) => held === 1) : bySite;
  return {
    slot: slot.key,
    currency,
    confidence: 1 - MISSES,
    windowDays,
    comparedWith,
    ...drawAnswer(own, holdoutArms(reading, own)),
    results: rowsOf(shown, others, comparedWith !== null, reading),
    movements: movementsOf(shown, others),
    siteHoldout: comparedWith === "slot" && holdoutPercent > 0 ? siteHoldoutOf(shown, bySite, reading) : null,
    experiments: experiments.map((key) =>
      experimentOf(
        key,
        cells.filter((cell) => cell.draw === drawn.get(key)),
        reading,
      ),
    ),
    ...lack,
  };
}

/** The whole first, then each segment, each snippet, and each snippet in each segment. */
function rowsOf(
  shown: readonly ExposedCell[],
  others: readonly ExposedCell[],
  isCompared: boolean,
  reading: Reading,
): ResultRow[] {
  const all = [...shown, ...others];
  const segments = [null, ...new Set(all.map(({ segment }) => segment).sort())];
  const snippets = [
    null,
    ...new Set([...reading.slot.snippets.map(({ key }) => key), ...all.map((cell) => cell.snippet)]),
  ];
  return snippets.flatMap((snippet) =>
    segments.flatMap((segment): ResultRow[] => {
      const isIn = (cell: ExposedCell) =>
        (snippet === null || cell.snippet === snippet) && (segment === null || cell.segment === segment);
      const [group, baseline] = [groupOf(shown.filter(isIn)), groupOf(others.filter(isIn))];
      if (group.visitors + baseline.visitors === 0 && (snippet !== null || segment !== null)) return [];
      const uplift = isCompared ? upliftAnswer(group, baseline, reading) : null;
      const brought = segment === null ? broughtBy(group, uplift, snippet, reading) : NOTHING_SPENT;
      const place = { snippet, segment };
      return [
        { ...place, holdout: false, ...figuresOf(group, reading), uplift, ...brought },
        ...(isCompared
          ? [{ ...place, holdout: true, ...figuresOf(baseline, reading), uplift: null, ...NOTHING_SPENT }]
          : []),
      ];
    }),
  );
}

function movementsOf(shown: readonly ExposedCell[], others: readonly ExposedCell[]): Results["movements"] {
  const segments = [...new Set([...shown, ...others].map(({ segment }) => segment))].sort();
  return segments.flatMap((from) => {
    const isFrom = ({ segment }: ExposedCell) => segment === from;
    const [group, baseline] = [groupOf(shown.filter(isFrom)), groupOf(others.filter(isFrom))];
    const reached = [...new Set([...group.moved.keys(), ...baseline.moved.keys()])].sort();
    const told = ({ visitors, moved }: Group, to: string) => {
      const came = moved.get(to) ?? 0;
      return { visitors, moved: came, share: visitors === 0 ? null : came / visitors };
    };
    return reached.map((to) => ({
      from,
      to,
      shown: told(group, to),
      holdout: told(baseline, to),
      uplift: movementOf(group, baseline, to),
    }));
  });
}

function experimentOf(experiment: string, cells: readonly ExposedCell[], reading: Reading): Experiment {
  const shown = cells.filter(({ held }) => held === 0);
  const held = groupOf(cells.filter((cell) => cell.held === (reading.slot.holdoutPercent > 0 ? 1 : 2)));
  const isCompared = reading.slot.holdoutPercent > 0 || reading.holdoutPercent > 0;
  const arms = armsOf(reading.slot, experiment).map(({ snippet, from, to }) => ({
    snippet,
    share: (to - from) / 100,
    group: groupOf(shown.filter((cell) => cell.snippet === snippet)),
  }));
  const [first] = arms;
  const dealt = arms.map(({ snippet, share, group }) => ({ arm: snippet, share, visitors: group.visitors }));
  return {
    experiment,
    ...drawAnswer(cells, dealt),
    arms: arms.map(({ snippet, group }, index) => {
      const overHoldout = isCompared ? upliftAnswer(group, held, reading) : null;
      return {
        snippet,
        ...figuresOf(group, reading),
        uplift: index === 0 || first === undefined ? null : upliftAnswer(group, first.group, reading),
        overHoldout,
        ...broughtBy(group, overHoldout, snippet, reading),
      };
    }),
    holdout: figuresOf(held, reading),
  };
}

function siteHoldoutOf(shown: readonly ExposedCell[], held: readonly ExposedCell[], reading: Reading) {
  const [group, baseline] = [groupOf(shown), groupOf(held)];
  return { ...figuresOf(baseline, reading), uplift: upliftAnswer(group, baseline, reading) };
}

function drawAnswer(cells: readonly ExposedCell[], arms: readonly (Arm & { readonly arm: string })[]) {
  const { firstAt, mixed } = groupOf(cells);
  return {
    since: firstAt === null ? null : isoOf(firstAt),
    mixed,
    sampleRatio: {
      arms: arms.map(({ arm, share, visitors }) => ({ arm, expected: share, visitors })),
      ...sampleRatioOf(arms),
    },
  };
}

/** Who is in the site's holdout is not asked about the slot's. */
function holdoutArms({ slot, holdoutPercent }: Reading, cells: readonly ExposedCell[]) {
  const [bySite, bySlot] = [holdoutPercent / 100, slot.holdoutPercent / 100];
  const counted = (level: ExposedCell["held"]) => groupOf(cells.filter(({ held }) => held === level)).visitors;
  return [
    { arm: "shown", share: (1 - bySite) * (1 - bySlot), visitors: counted(0) },
    { arm: "slot holdout", share: (1 - bySite) * bySlot, visitors: counted(1) },
    { arm: "site holdout", share: bySite, visitors: counted(2) },
  ].filter(({ share, visitors }) => share > 0 || visitors > 0);
}

function figuresOf({ visitors, conversions, revenue }: Group, { currency }: Reading): ResultFigures {
  const perVisitor = meanOf(revenue);
  return {
    visitors,
    conversions: conversions.sum,
    conversionRate: meanOf(conversions),
    revenue: fromMinor(revenue.sum, currency),
    revenuePerVisitor: perVisitor === null ? null : fromMinor(perVisitor, currency),
  };
}

function upliftAnswer(group: Group, others: Group, { currency }: Reading) {
  const { conversionRate, revenuePerVisitor } = upliftOf(group, others);
  return {
    conversionRate,
    revenuePerVisitor: revenuePerVisitor && scaled(revenuePerVisitor, (minor) => fromMinor(minor, currency)),
  };
}

/** What was spent on a group, and what it brought above those who were held out. */
function broughtBy(group: Group, uplift: ResultRow["uplift"], snippet: string | null, { costs }: Reading): Return {
  const cost = costOf(group, costs, snippet);
  return cost === null ? NOTHING_SPENT : returnOf(cost, group.visitors, uplift?.revenuePerVisitor ?? null);
}

function costsOf({ cost, snippets }: Slot): Costs {
  const known = snippets.flatMap((snippet): [string, Cost][] => (snippet.cost ? [[snippet.key, snippet.cost]] : []));
  return { slot: cost ?? null, snippets: new Map(known) };
}
