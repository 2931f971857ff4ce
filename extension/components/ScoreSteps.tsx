const STEPS = [1, 2, 3, 4, 5] as const;

interface Props {
  readonly score: number | null;
  /** The score in words, for those who do not see the steps. */
  readonly label: string;
}

/** A score as five steps of one hue: more steps, never better colours. */
export function ScoreSteps({ score, label }: Props) {
  return (
    <span class="steps" role="img" aria-label={label}>
      {STEPS.map((step) => (
        <i
          key={step}
          class={score !== null && step <= score ? "step full" : "step"}
          style={{ height: `${2 + step * 2}px` }}
        />
      ))}
    </span>
  );
}
