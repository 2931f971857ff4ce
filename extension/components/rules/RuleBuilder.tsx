import type { ComponentChildren } from "preact";
import type { Rule } from "#shared/rules/rule";
import { RuleLine } from "./RuleLine.tsx";
import { RuleText } from "./RuleText.tsx";
import { type Form, formOf, GROUPS, type GroupKind, ruleOf, withItem } from "./ruleForm.ts";
import { type RuleSetting, RuleSettingContext, useRuleSetting } from "./ruleSetting.ts";

interface Props extends RuleSetting {
  /** Whom the rule is about. */
  readonly label: string;
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  /** Stands beneath the rule: how many it matches, what is wrong with it. */
  readonly children?: ComponentChildren;
}

/** A rule as fields: groups of conditions, each a fact, an operator and a value; what cannot be drawn is written, and never lost. */
export function RuleBuilder({ label, rule, onChange, children, facts, canEdit, menu }: Props) {
  return (
    <RuleSettingContext.Provider value={{ facts, canEdit, menu }}>
      <fieldset class="rule">
        <legend>{label}</legend>
        <Fields form={formOf(rule)} depth={1} onChange={(form) => onChange(ruleOf(form ?? EVERYONE))} />
        {children}
      </fieldset>
    </RuleSettingContext.Provider>
  );
}

const EVERYONE: Form = { kind: "group", group: "all", items: [] };
const DEEPEST = 3;

interface FieldsProps {
  readonly form: Form;
  readonly depth: number;
  /** Null: it is taken away. */
  readonly onChange: (form: Form | null) => void;
}

function Fields({ form, depth, onChange }: FieldsProps) {
  const { said, canEdit } = useRuleSetting();
  const remove = canEdit && depth > 1 && (
    <button type="button" class="tool" aria-label={said.remove} title={said.remove} onClick={() => onChange(null)}>
      ×
    </button>
  );
  if (form.kind === "group") return <Items form={form} depth={depth} onChange={onChange} remove={remove} />;
  return (
    <div class="condition">
      {form.kind === "line" ? (
        <RuleLine line={form} onChange={onChange} />
      ) : (
        <RuleText rule={form.rule} onChange={(rule) => onChange(formOf(rule, depth))} />
      )}
      {depth > 1 ? remove : canEdit && <Adding onAdd={(item) => onChange(withItem(form, item))} depth={depth} />}
    </div>
  );
}

interface ItemsProps extends FieldsProps {
  readonly form: Extract<Form, { kind: "group" }>;
  readonly remove: ComponentChildren;
}

function Items({ form, depth, onChange, remove }: ItemsProps) {
  const { said, canEdit } = useRuleSetting();
  const { group, items } = form;
  const put = (place: number, by: Form | null) =>
    onChange({ ...form, items: items.flatMap((item, index) => (index !== place ? [item] : by === null ? [] : [by])) });
  return (
    <div class="group">
      <div class="condition">
        <label>
          <span class="hidden">{said.joint}</span>
          <select
            value={group}
            disabled={!canEdit}
            onChange={({ currentTarget }) => onChange({ ...form, group: currentTarget.value as GroupKind })}
          >
            {GROUPS.map((key) => (
              <option key={key} value={key}>
                {said.joints[key]}
              </option>
            ))}
          </select>
        </label>
        {remove}
      </div>
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <Fields form={item} depth={depth + 1} onChange={(next) => put(index, next)} />
          </li>
        ))}
        {items.length === 0 && (
          <li class="quiet">{group === "all" || group === "none" ? said.everyone : said.empty}</li>
        )}
      </ul>
      {canEdit && <Adding onAdd={(item) => onChange(withItem(form, item))} depth={depth} />}
    </div>
  );
}

function Adding({ depth, onAdd }: { readonly depth: number; readonly onAdd: (item: Form) => void }) {
  const { said, menu, segments } = useRuleSetting();
  const first: Form =
    menu.segment === undefined
      ? { kind: "line", fact: "orders", operator: "gte", value: 1, isNot: false }
      : { kind: "line", fact: "segment", operator: "eq", value: segments[0] ?? "", isNot: false };
  return (
    <p class="actions">
      <button type="button" class="tool" onClick={() => onAdd(first)}>
        {said.addCondition}
      </button>
      {depth < DEEPEST && (
        <button type="button" class="tool" onClick={() => onAdd({ kind: "group", group: "any", items: [first] })}>
          {said.addGroup}
        </button>
      )}
    </p>
  );
}
