import { type ComponentChildren, createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import type { Fault } from "#shared/wire/problem";
import { useSpeech } from "../../../components/speech.ts";
import type { Mark } from "../../../state/draft/changesIn.ts";
import { pageWordsOf } from "../../../words/pages/pageWords.ts";
import "./fields.css";

/** The words of the editor. */
export function useEditorWords() {
  return usePageWords().editor;
}

/** All words of the extension's own pages. */
export function usePageWords() {
  return pageWordsOf(useSpeech().language);
}

/** The faults of what is open, each with what is left of its path. */
export const Faults = createContext<readonly Fault[]>([]);

/** Whether what is open may be looked at alone. */
export const ReadOnly = createContext(false);

/** The control that a field names. */
const ControlId = createContext<string | undefined>(undefined);

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Where it stands in what is open, as a JSON pointer: its faults are said here. */
  readonly path?: string;
  readonly children: ComponentChildren;
}

/** A field with its name, what helps, and what the Worker found wrong. */
export function Field({ label, hint, path, children }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <ControlId.Provider value={id}>{children}</ControlId.Provider>
      {hint !== undefined && <small class="quiet">{hint}</small>}
      {path !== undefined && <FaultsAt path={path} />}
    </div>
  );
}

/** What is wrong at a place or beneath it. */
export function FaultsAt({ path }: { readonly path: string }) {
  const faults = useContext(Faults).filter((fault) => fault.path === path || fault.path.startsWith(`${path}/`));
  if (faults.length === 0) return null;
  return (
    <span class="fault" role="alert">
      {faults.map(({ path: at, message }) => [at.slice(path.length), message].join(" ").trim()).join("; ")}
    </span>
  );
}

interface InputProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly type?: "text" | "number" | "datetime-local";
  readonly list?: string;
  readonly placeholder?: string;
  readonly label?: string;
}

/** One line of text. */
export function Text({ value, onText, type = "text", label, ...others }: InputProps) {
  return (
    <input
      {...others}
      id={useContext(ControlId)}
      type={type}
      value={value}
      aria-label={label}
      spellcheck={false}
      readOnly={useContext(ReadOnly)}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
}

interface ChoiceProps<T extends string> {
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChoose: (value: T) => void;
  readonly label?: string;
}

/** One of several. */
export function Choose<T extends string>({ value, options, onChoose, label }: ChoiceProps<T>) {
  return (
    <select
      id={useContext(ControlId)}
      value={value}
      aria-label={label}
      disabled={useContext(ReadOnly)}
      onChange={({ currentTarget }) => {
        const chosen = options.find(([one]) => one === currentTarget.value);
        if (chosen !== undefined) onChoose(chosen[0]);
      }}
    >
      {options.map(([one, said]) => (
        <option key={one} value={one}>
          {said}
        </option>
      ))}
    </select>
  );
}

/** Yes or no. */
export function Check({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        disabled={useContext(ReadOnly)}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  );
}

/** How something differs from what is published. */
export function Marked({ mark }: { readonly mark: Mark }) {
  const said = useEditorWords();
  return mark === null ? null : <span class="badge">{said.marks[mark]}</span>;
}
