import { useSignal } from "@preact/signals";
import { Field, Text } from "./Field.tsx";

interface Props {
  readonly label: string;
  readonly value: string;
  /** What is said of a name that cannot be given. */
  readonly taken: string;
  readonly path?: string;
  /** @returns whether it could be given: what is typed stays until then */
  readonly onName: (name: string) => boolean;
}

/** The name of something that others know by it: one that another has is not given, not even on the way to a longer one. */
export function NameField({ label, value, taken, path, onName }: Props) {
  const refused = useSignal<string | null>(null);
  const name = (typed: string) => {
    refused.value = typed === value || onName(typed) ? null : typed;
  };
  return (
    <Field label={label} {...(path !== undefined && { path })}>
      <Text value={refused.value ?? value} onText={name} />
      {refused.value !== null && (
        <span class="fault" role="alert">
          {taken}
        </span>
      )}
    </Field>
  );
}
