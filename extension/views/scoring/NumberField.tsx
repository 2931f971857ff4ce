import { useId, useState } from "preact/hooks";

interface Props {
  readonly label: string;
  /** Said of several fields that have one label in sight. */
  readonly hiddenLabel?: string | undefined;
  readonly value: number;
  readonly unit?: string | undefined;
  readonly least?: number;
  readonly step?: number;
  readonly isDisabled: boolean;
  readonly fault?: string | null;
  readonly onChange: (value: number) => void;
}

/** A number with its unit. While it is typed it stays as it is typed; what is no number changes nothing. */
export function NumberField(props: Props) {
  const { label, hiddenLabel, value, unit, least = 0, step, isDisabled, fault = null, onChange } = props;
  const [typed, type] = useState<string | null>(null);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{hiddenLabel === undefined ? label : <span class="hidden">{hiddenLabel}</span>}</label>
      <span class="entry">
        <input
          id={id}
          type="number"
          value={typed ?? String(value)}
          min={least}
          step={step ?? "any"}
          disabled={isDisabled}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${id}-fault`}
          onInput={({ currentTarget }) => {
            type(currentTarget.value);
            if (Number.isFinite(currentTarget.valueAsNumber)) onChange(currentTarget.valueAsNumber);
          }}
          onBlur={() => type(null)}
        />
        {unit !== undefined && <span class="quiet">{unit}</span>}
      </span>
      {fault !== null && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
