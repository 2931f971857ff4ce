import type { Family } from "#shared/scoring/families";
import { changedAt } from "../../state/scoringEdits.ts";
import { NamesField } from "./NamesField.tsx";
import { NumberField } from "./NumberField.tsx";
import { PointsTable } from "./PointsTable.tsx";
import { useScoring } from "./scoring.ts";

const MEASURES = ["engagedSeconds", "productSeconds", "tenure"] as const;

/** What else of a family can be set: windows, points, what counts. */
export function MorePart({ family }: { readonly family: Family }) {
  const { state, edits, said, canEdit, faultAt } = useScoring();
  const { rfm, rfe, rfd } = edits.scoring;
  const set = (key: readonly string[], value: unknown, what = key.join("/")) =>
    state.edit(changedAt(edits, ["scoring", family, ...key], value), `${family}/${what}`);
  const days = (key: "windowDays" | "halfLifeDays" | "gapFloorDays", value: number) => (
    <NumberField
      key={key}
      label={said[key]}
      value={value}
      unit={said.days}
      isDisabled={!canEdit}
      fault={faultAt(["scoring", family, key])}
      onChange={(next) => set([key], next)}
    />
  );
  const names = (label: string, key: readonly string[], value: readonly string[]) => (
    <NamesField
      label={label}
      value={value}
      isDisabled={!canEdit}
      fault={faultAt(["scoring", family, ...key])}
      onChange={(next) => set(key, next)}
    />
  );
  return (
    <details class="more">
      <summary>{said.more}</summary>
      <div class="fields">
        {days("windowDays", edits.scoring[family].windowDays)}
        {family === "rfe" && days("halfLifeDays", rfe.halfLifeDays)}
        {family === "rfm" && days("gapFloorDays", rfm.gapFloorDays)}
        <NumberField
          label={said.holdCutsWithin}
          value={Math.round(edits.scoring[family].holdCutsWithin * 1_000) / 10}
          unit={said.percent}
          isDisabled={!canEdit}
          fault={faultAt(["scoring", family, "holdCutsWithin"])}
          onChange={(percent) => set(["holdCutsWithin"], percent / 100)}
        />
      </div>
      {family === "rfd" && (
        <>
          <label class="choice">
            <span>{said.measure}</span>
            <select
              value={rfd.measure}
              disabled={!canEdit}
              onChange={({ currentTarget }) => set(["measure"], currentTarget.value)}
            >
              {MEASURES.map((key) => (
                <option key={key} value={key}>
                  {said.measures[key]}
                </option>
              ))}
            </select>
          </label>
          {rfd.measure === "tenure" && names(said.starts, ["tenure", "starts"], rfd.tenure.starts)}
          {rfd.measure === "tenure" && names(said.ends, ["tenure", "ends"], rfd.tenure.ends)}
        </>
      )}
      {family === "rfe" && (
        <>
          {names(said.interactions, ["interactions"], rfe.interactions)}
          <PointsTable
            points={rfe.points}
            onChange={(points, what) => set(["points"], points, `points/${what}`)}
            faultOf={(event) =>
              faultAt(["scoring", "rfe", "points", event.replaceAll("~", "~0").replaceAll("/", "~1")])
            }
          />
        </>
      )}
    </details>
  );
}
