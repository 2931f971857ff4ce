import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: Signal<string>;
  /** What is wrong with it. */
  readonly fault?: string | undefined;
  readonly isSecret?: boolean;
  readonly onType?: () => void;
  /** A button beside the field. */
  readonly children?: ComponentChildren;
}

/** One line to type in, with its hint or its fault below. */
export function Field({ id, label, hint, value, fault, isSecret = false, onType, children }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="line">
        <input
          {...(isSecret ? { type: "password" as const } : { type: "text" as const })}
          id={id}
          value={value.value}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
          aria-invalid={fault !== undefined}
          onInput={(event) => {
            value.value = event.currentTarget.value;
            onType?.();
          }}
        />
        {children}
      </div>
      <p
        id={`${id}-hint`}
        class={fault === undefined ? "quiet" : "fault"}
        role={fault === undefined ? undefined : "alert"}
      >
        {fault ?? hint}
      </p>
    </div>
  );
}
