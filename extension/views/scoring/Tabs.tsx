interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly key: T; readonly name: string; readonly title?: string }[];
  readonly isDisabled?: boolean;
  readonly onChoose: (key: T) => void;
}

/** One of a few, all of them in sight. */
export function Tabs<T extends string>({ label, value, options, isDisabled = false, onChoose }: Props<T>) {
  return (
    <fieldset class="tabs" disabled={isDisabled}>
      <legend class="hidden">{label}</legend>
      {options.map(({ key, name, title }) => (
        <button
          key={key}
          type="button"
          class="tool"
          title={title}
          aria-pressed={key === value}
          onClick={() => onChoose(key)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
