import { useSignal, useSignalEffect } from "@preact/signals";
import type { Dimension, Family } from "#shared/scoring/families";
import { amountInWords } from "../../components/amountInWords.ts";
import { DIMENSIONS, FAMILY_KEYS } from "../../components/visitor/measures.ts";
import { changedAt } from "../../state/scoringEdits.ts";
import { CutFields } from "./CutFields.tsx";
import { methodIn, withMethod } from "./cuts.ts";
import { MorePart } from "./MorePart.tsx";
import { Spread } from "./Spread.tsx";
import { useScoring } from "./scoring.ts";
import { Tabs } from "./Tabs.tsx";

/** Which cuts are looked at. */
export interface Place {
  readonly family: Family;
  readonly dimension: Dimension;
  readonly kind: "scores" | "tiers";
}

/** Where a family's cuts, or their method, stand in the configuration. */
function pathsOf({ family, dimension, kind }: Place) {
  return kind === "scores"
    ? { cuts: ["scoring", family, "thresholds", dimension], method: ["scoring", family, "method"] }
    : { cuts: ["scoring", family, "tiers", dimension], method: ["scoring", family, "tiers", "method"] };
}

/** How the values of each dimension become scores and tiers. */
export function CutsPart() {
  const { state, edits, facts, spoken, said, canEdit, faultAt } = useScoring();
  const place = useSignal<Place>({ family: "rfm", dimension: "recency", kind: "scores" });
  const { family, dimension, kind } = place.value;
  const own: readonly Dimension[] = DIMENSIONS[family];
  const choose = (change: Partial<Place>) => {
    const next = { ...place.value, ...change };
    const known: readonly Dimension[] = DIMENSIONS[next.family];
    place.value = { ...next, dimension: known.includes(next.dimension) ? next.dimension : (known[2] ?? "recency") };
  };
  useSignalEffect(() => {
    const { family: asked, dimension: of } = place.value;
    const { family: before, dimension: was } = state.distribution.query.peek();
    if (asked !== before || of !== was) void state.distribution.ask({ family: asked, dimension: of });
  });
  const { thresholds, tiers, method } = edits.scoring[family];
  const table: Readonly<Record<string, unknown>> = kind === "scores" ? thresholds : tiers;
  const marketers = table[dimension] as readonly number[];
  const methods = kind === "scores" ? method : tiers.method;
  const isByPopulation = methodIn(methods, dimension) === "quantiles";
  const known = state.distribution.known.value.value;
  const measured = known?.family === family && known.dimension === dimension ? known.quantiles : null;
  const quantiles = isByPopulation ? (measured?.[kind] ?? null) : null;
  const cuts = quantiles ?? marketers;
  const paths = pathsOf(place.value);
  const write = (value: number) => amountInWords(value, dimension, family, facts, spoken);
  const setMethod = (chosen: "quantiles" | "thresholds", from = edits) =>
    changedAt(from, paths.method, withMethod(methods, DIMENSIONS[family], dimension, chosen));
  const move = (next: number[], which: number) =>
    state.edit(changedAt(edits, paths.cuts, next), `${paths.cuts.join("/")}/${which}`);
  return (
    <section class="part" aria-labelledby="cuts-title">
      <h2 id="cuts-title">{said.cuts}</h2>
      <div class="choices">
        <Tabs
          label={said.family}
          value={family}
          options={FAMILY_KEYS.map((key) => ({
            ...{ key, name: `${spoken.words.families[key].name} · ${spoken.words.families[key].about}` },
          }))}
          onChoose={(key) => choose({ family: key })}
        />
        <Tabs
          label={said.dimension}
          value={dimension}
          options={own.map((key) => ({ key, name: spoken.words.dimensions[key] }))}
          onChoose={(key) => choose({ dimension: key })}
        />
        <Tabs
          label={said.scale}
          value={kind}
          options={[
            { key: "scores", name: said.scores },
            { key: "tiers", name: said.tiers },
          ]}
          onChoose={(key) => choose({ kind: key })}
        />
      </div>
      <fieldset class="method" disabled={!canEdit}>
        <legend>{said.method}</legend>
        {(["quantiles", "thresholds"] as const).map((key) => (
          <label key={key}>
            <input
              type="radio"
              name="method"
              checked={isByPopulation === (key === "quantiles")}
              onChange={() => state.edit(setMethod(key))}
            />{" "}
            {said[key]}
          </label>
        ))}
      </fieldset>
      {isByPopulation && (
        <p class="quiet byPopulation">
          {quantiles === null ? said.quantilesWait : said.quantilesAbout(spoken.exact(cuts.length + 1))}{" "}
          {quantiles !== null && canEdit && (
            <button
              type="button"
              class="button"
              onClick={() => state.edit(changedAt(setMethod("thresholds"), paths.cuts, quantiles.map(toHundredth)))}
            >
              {said.takeOver}
            </button>
          )}
        </p>
      )}
      <Spread place={place.value} cuts={cuts} write={write} onMove={canEdit && quantiles === null ? move : undefined} />
      <CutFields
        place={place.value}
        cuts={cuts}
        isDisabled={!canEdit || quantiles !== null}
        fault={faultAt(paths.cuts)}
        onMove={move}
      />
      <MorePart family={family} />
    </section>
  );
}

function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
