import type { Comparison, Operator, Scalar } from "#shared/rules/rule";
import { factInWords } from "../explanation/factWords.ts";
import { firstValue, kindOf, operatorsOf, prefixOf } from "./factKinds.ts";
import { RuleValue } from "./RuleValue.tsx";
import type { Line } from "./ruleForm.ts";
import { useRuleSetting } from "./ruleSetting.ts";

interface Props {
  readonly line: Line;
  readonly onChange: (line: Line) => void;
}

/** One comparison: a fact, an operator, a value. */
export function RuleLine({ line, onChange }: Props) {
  const { spoken, facts, said, canEdit, menu: allowed, segments } = useRuleSetting();
  const { fact, operator, value, isNot } = line;
  const prefix = prefixOf(fact);
  const { operators, something } = spoken.words.explanation;
  const choose = (next: string) => {
    const isAlike = kindOf(next) === kindOf(fact) && kindOf(next) !== "tier";
    const wanted = operatorsOf(next, "eq").includes(operator) ? operator : (operatorsOf(next, "eq")[0] ?? "eq");
    onChange({
      ...line,
      fact: next,
      operator: wanted,
      value: isAlike && wanted === operator ? value : firstValue(next, wanted, segments[0] ?? ""),
    });
  };
  const operate = (next: Operator) =>
    onChange({ ...line, operator: next, value: valueFor(next, value, fact, segments[0] ?? "") });
  const menu = Object.entries(allowed);
  const isListed = menu.some(([, list]) => list?.includes(prefix ?? fact));
  return (
    <>
      {isNot && (
        <label class="not">
          <input type="checkbox" checked disabled={!canEdit} onChange={() => onChange({ ...line, isNot: false })} />{" "}
          {said.not}
        </label>
      )}
      <label>
        <span class="hidden">{said.fact}</span>
        <select
          value={prefix ?? fact}
          disabled={!canEdit}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {!isListed && <option value={fact}>{factInWords(fact, { spoken, facts })}</option>}
          {menu.map(([group, list]) => (
            <optgroup key={group} label={said.menu[group]}>
              {list?.map((one) => (
                <option key={one} value={one}>
                  {factInWords(prefixOf(one) === one ? `${one}…` : one, { spoken, facts })}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {prefix !== null && (
        <label>
          <span class="hidden">{said.name}</span>
          <input
            value={fact.slice(prefix.length)}
            placeholder={said.name}
            disabled={!canEdit}
            onInput={({ currentTarget }) => onChange({ ...line, fact: prefix + currentTarget.value })}
          />
        </label>
      )}
      <label>
        <span class="hidden">{said.operator}</span>
        <select
          value={operator}
          disabled={!canEdit}
          onChange={({ currentTarget }) => operate(currentTarget.value as Operator)}
        >
          {operatorsOf(fact, operator).map((one) => (
            <option key={one} value={one}>
              {one === "exists" ? `${something}?` : operators[one]("…")}
            </option>
          ))}
        </select>
      </label>
      <RuleValue
        fact={fact}
        operator={operator}
        value={value}
        onChange={(next) => onChange({ ...line, value: next })}
      />
    </>
  );
}

function valueFor(
  operator: Operator,
  value: Comparison[Operator],
  fact: string,
  segment: string,
): Comparison[Operator] {
  const single = (Array.isArray(value) ? value[0] : value) as Scalar | undefined;
  if (operator === "exists") return true;
  const isFit = single !== undefined && (typeof single === "boolean") === (kindOf(fact) === "yesNo");
  if (!isFit) return firstValue(fact, operator, segment);
  return operator === "in" ? [single] : single;
}
