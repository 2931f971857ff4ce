import { useSignal } from "@preact/signals";
import type { Points } from "#shared/scoring/families";
import { NumberField } from "./NumberField.tsx";
import { type Earning, EVERY_OTHER, earningOf, pointsOf, withPoints } from "./points.ts";
import { useScoring } from "./scoring.ts";

interface Props {
  readonly points: Readonly<Record<string, Points>>;
  readonly onChange: (points: Record<string, Points>, event: string) => void;
  readonly faultOf: (event: string) => string | null;
}

/** What each event is worth. */
export function PointsTable({ points, onChange, faultOf }: Props) {
  const { said, canEdit } = useScoring();
  const name = useSignal("");
  const add = () => {
    const event = name.value.trim();
    if (event === "" || Object.hasOwn(points, event)) return;
    name.value = "";
    onChange(withPoints(points, event, 1), event);
  };
  return (
    <fieldset class="points" disabled={!canEdit}>
      <legend>{said.points}</legend>
      <ul>
        {Object.entries(points).map(([event, worth]) => (
          <li key={event}>
            <Row
              event={event}
              earning={earningOf(worth)}
              fault={faultOf(event)}
              onChange={(earning) => onChange(withPoints(points, event, earning && pointsOf(earning)), event)}
            />
          </li>
        ))}
      </ul>
      {canEdit && (
        <p class="adding">
          <input
            value={name.value}
            aria-label={said.newEvent}
            placeholder={said.newEvent}
            maxLength={255}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
            onKeyDown={({ key }) => {
              if (key === "Enter") add();
            }}
          />
          <button type="button" class="button" onClick={add}>
            {said.addEvent}
          </button>
        </p>
      )}
    </fieldset>
  );
}

interface RowProps {
  readonly event: string;
  readonly earning: Earning;
  readonly fault: string | null;
  readonly onChange: (earning: Earning | null) => void;
}

function Row({ event, earning, fault, onChange }: RowProps) {
  const { said, canEdit } = useScoring();
  const { per, every, points, max } = earning;
  const name = event === EVERY_OTHER ? said.everyOther : event;
  return (
    <>
      <span class="event">{name}</span>
      <NumberField
        label={said.pointsOf(name)}
        hiddenLabel={said.pointsOf(name)}
        value={points}
        unit={per === "event" ? undefined : said.per}
        isDisabled={!canEdit}
        fault={fault}
        onChange={(next) => onChange({ ...earning, points: next })}
      />
      {per !== "event" && (
        <>
          <NumberField
            label={said[per]}
            hiddenLabel={said.partOf(said[per], event)}
            value={every}
            unit={said[per]}
            isDisabled={!canEdit}
            onChange={(next) => onChange({ ...earning, every: next })}
          />
          <NumberField
            label={said.most}
            hiddenLabel={said.partOf(said.most, event)}
            value={max}
            unit={said.most}
            isDisabled={!canEdit}
            onChange={(next) => onChange({ ...earning, max: next })}
          />
        </>
      )}
      {canEdit && event !== EVERY_OTHER && (
        <button type="button" class="tool" aria-label={said.removeEvent(event)} onClick={() => onChange(null)}>
          ×
        </button>
      )}
    </>
  );
}
