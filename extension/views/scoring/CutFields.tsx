import type { Place } from "./CutsPart.tsx";
import { movedCut } from "./cuts.ts";
import { NumberField } from "./NumberField.tsx";
import { useScoring } from "./scoring.ts";
import { stepsByValue } from "./steps.ts";

interface Props {
  readonly place: Place;
  readonly cuts: readonly number[];
  readonly isDisabled: boolean;
  readonly fault: string | null;
  readonly onMove: (cuts: number[], place: number) => void;
}

/** The cuts as numbers, each between the steps that it parts. */
export function CutFields({ place: { family, dimension, kind }, cuts, isDisabled, fault, onMove }: Props) {
  const { facts, spoken, said } = useScoring();
  const steps = stepsByValue(dimension, kind, spoken);
  const units = {
    recency: said.days,
    frequency: (family === "rfm" ? spoken.words.orders : spoken.words.sessions).other,
    monetary: facts.currency,
    engagement: spoken.words.points.other,
    duration: facts.durationUnit === "days" ? said.days : said.seconds,
  };
  return (
    <div class="fields">
      {cuts.map((cut, index) => (
        <NumberField
          key={`${family}${dimension}${kind}${index}`}
          label={said.between(steps[index]?.name ?? "", steps[index + 1]?.name ?? "")}
          value={Math.round(cut * 100) / 100}
          unit={units[dimension]}
          isDisabled={isDisabled}
          onChange={(value) => onMove(movedCut(cuts, index, value), index)}
        />
      ))}
      {fault !== null && <p class="fault">{fault}</p>}
    </div>
  );
}
