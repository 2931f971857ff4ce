interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly key: T; readonly name: string }[];
  readonly onChoose: (key: T) => void;
}

/** One of a few, by name. */
export function Choice<T extends string>({ label, value, options, onChoose }: Props<T>) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find(({ key }) => key === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen.key);
        }}
      >
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
