import { useId, useState } from "preact/hooks";
import { useScoring } from "./scoring.ts";

interface Props {
  readonly label: string;
  readonly value: readonly string[];
  readonly isDisabled: boolean;
  readonly fault: string | null;
  readonly onChange: (names: string[]) => void;
}

/** Names of events, one a line. */
export function NamesField({ label, value, isDisabled, fault, onChange }: Props) {
  const { said } = useScoring();
  const [typed, type] = useState<string | null>(null);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.max(2, value.length)}
        value={typed ?? value.join("\n")}
        disabled={isDisabled}
        spellcheck={false}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-about`}
        onInput={({ currentTarget }) => {
          type(currentTarget.value);
          onChange(namesIn(currentTarget.value));
        }}
        onBlur={() => type(null)}
      />
      <p class={fault === null ? "quiet" : "fault"} id={`${id}-about`}>
        {fault ?? said.oneEach}
      </p>
    </div>
  );
}

function namesIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
