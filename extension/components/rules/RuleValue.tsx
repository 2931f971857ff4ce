import { useState } from "preact/hooks";
import type { Comparison, Operator, Scalar } from "#shared/rules/rule";
import { kindOf, tiersOf, typedValue } from "./factKinds.ts";
import { useRuleSetting } from "./ruleSetting.ts";

interface Props {
  readonly fact: string;
  readonly operator: Operator;
  readonly value: Comparison[Operator];
  readonly onChange: (value: Comparison[Operator]) => void;
}

/** What a fact is compared with: chosen where there are a few, else typed. */
export function RuleValue({ fact, operator, value, onChange }: Props) {
  const { spoken, said, canEdit, facts, segments } = useRuleSetting();
  const { yes, no, something, nothing } = spoken.words.explanation;
  const kind = kindOf(fact);
  if (operator === "exists" || (kind === "yesNo" && typeof value === "boolean")) {
    const [whenTrue, whenFalse] = operator === "exists" ? [something, nothing] : [yes, no];
    return (
      <Choice
        value={String(value)}
        options={[
          { key: "true", name: whenTrue },
          { key: "false", name: whenFalse },
        ]}
        onChoose={(key) => onChange(key === "true")}
      />
    );
  }
  if (kind === "tier" && operator !== "in" && tiersOf(fact).includes(String(value)))
    return (
      <Choice
        value={String(value)}
        options={tiersOf(fact).map((key) => ({ key, name: spoken.words.tiers[key] ?? key }))}
        onChoose={onChange}
      />
    );
  if (kind === "segment" && operator !== "in" && segments.includes(String(value)))
    return (
      <Choice
        value={String(value)}
        options={segments.map((key) => ({ key, name: spoken.segment(key, facts?.segments) }))}
        onChoose={onChange}
      />
    );
  const isNumber = typeof value === "number" || (Array.isArray(value) && typeof value[0] === "number");
  const unit =
    kind === "days"
      ? said.days
      : /^(?:revenue|averageOrderValue|value\.rfm\.monetary)$/.test(fact)
        ? (facts?.currency ?? null)
        : null;
  return (
    <>
      <Typed
        value={value}
        canEdit={canEdit}
        label={said.value}
        read={(text) => typedValue(fact, text, isNumber)}
        onChange={onChange}
      />
      {unit !== null && operator !== "in" && <span class="quiet">{unit}</span>}
      {operator === "in" && <span class="quiet">{said.list}</span>}
    </>
  );
}

interface TypedProps {
  readonly label: string;
  readonly value: Comparison[Operator];
  readonly canEdit: boolean;
  readonly read: (text: string) => Scalar | null;
  readonly onChange: (value: Comparison[Operator]) => void;
}

/** What is typed stays as it is typed until the field is left; what is no value changes nothing. */
function Typed({ label, value, canEdit, read, onChange }: TypedProps) {
  const [typed, type] = useState<string | null>(null);
  const isList = Array.isArray(value);
  const shown = isList ? value.join(", ") : String(value ?? "");
  const take = (text: string) => {
    type(text);
    const values = isList ? text.split(",").map((part) => read(part.trim())) : [read(text)];
    const known = values.filter((one) => one !== null);
    if (known.length < values.length) return;
    const [first] = known;
    if (isList) onChange(known);
    else if (first !== undefined) onChange(first);
  };
  const isWrong = typed !== null && (isList ? typed.split(",") : [typed]).some((part) => read(part) === null);
  return (
    <label>
      <span class="hidden">{label}</span>
      <input
        class={typeof value === "number" ? "figure" : undefined}
        value={typed ?? shown}
        disabled={!canEdit}
        inputMode={typeof value === "number" ? "decimal" : "text"}
        aria-invalid={isWrong}
        spellcheck={false}
        onInput={({ currentTarget }) => take(currentTarget.value)}
        onBlur={() => type(null)}
      />
    </label>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly options: readonly { readonly key: string; readonly name: string }[];
  readonly onChoose: (key: string) => void;
}

function Choice({ value, options, onChoose }: ChoiceProps) {
  const { said, canEdit } = useRuleSetting();
  return (
    <label>
      <span class="hidden">{said.value}</span>
      <select value={value} disabled={!canEdit} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
