import { useId, useState } from "preact/hooks";
import { type Rule, ruleFaults } from "#shared/rules/rule";
import { useRuleSetting } from "./ruleSetting.ts";

interface Props {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
}

/** A rule as it is written, in JSON; until it is one, nothing is changed. */
export function RuleText({ rule, onChange }: Props) {
  const { said, canEdit } = useRuleSetting();
  const [typed, type] = useState<string | null>(null);
  const [fault, find] = useState<string | null>(null);
  const id = useId();
  const read = (text: string) => {
    type(text);
    const found = faultIn(text);
    find(found === null ? null : (found ?? said.notJson));
    if (found === null) onChange(JSON.parse(text));
  };
  return (
    <div class="field wide">
      <label for={id}>{said.written}</label>
      <textarea
        id={id}
        rows={4}
        value={typed ?? JSON.stringify(rule, null, 1)}
        disabled={!canEdit}
        spellcheck={false}
        aria-invalid={fault !== null}
        onInput={({ currentTarget }) => read(currentTarget.value)}
        onBlur={() => {
          if (fault === null) type(null);
        }}
      />
      {fault !== null && <p class="fault">{fault}</p>}
    </div>
  );
}

/** Null: none; undefined: it is no JSON. */
function faultIn(text: string): string | null | undefined {
  try {
    const [fault] = ruleFaults(JSON.parse(text));
    return fault === undefined ? null : `${fault.path.join("/")} ${fault.message}`;
  } catch {
    return undefined;
  }
}
