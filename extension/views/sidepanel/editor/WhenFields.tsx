import { CAP_SPANS, COST_UNITS } from "#shared/decision/measures";

import { DateFields } from "./DateFields.tsx";
import { Check, Choose, FaultsAt, Field, Text, useEditorWords } from "./Field.tsx";
import type { SnippetProps } from "./SnippetFields.tsx";

/** From when until when, how often, and at what cost. */
export function WhenFields({ editor, place, snippet }: SnippetProps) {
  const said = useEditorWords();
  const { currency = "" } = editor.config.value?.site ?? {};
  const { cap, cost } = snippet;
  return (
    <section>
      <h3>{said.when}</h3>
      <DateFields {...{ editor, place, snippet }} />
      <div class="pair">
        <Field label={said.cap} path="/cap">
          <Text
            type="number"
            value={cap == null ? "" : String(cap.times)}
            onText={(typed) => {
              const times = Math.floor(Number(typed));
              editor.change(place, { cap: times > 0 ? { per: cap?.per ?? "session", times } : undefined }, "cap");
            }}
          />
        </Field>
        {cap != null && (
          <Field label={said.capPer}>
            <Choose
              value={cap.per}
              options={CAP_SPANS.map((per) => [per, said.caps[per]])}
              onChoose={(per) => editor.change(place, { cap: { ...cap, per } })}
            />
          </Field>
        )}
      </div>
      <Check
        label={said.stop}
        isOn={snippet.stopAfterConversion === true}
        onChange={(isOn) => editor.change(place, { stopAfterConversion: isOn ? true : undefined })}
      />
      <div class="pair">
        <Field label={`${said.cost} (${currency})`} path="/cost">
          <Text
            type="number"
            value={cost == null ? "" : String(cost.amount)}
            onText={(typed) => {
              const amount = Number(typed);
              const next = typed === "" || !(amount >= 0) ? undefined : { per: cost?.per ?? "total", amount };
              editor.change(place, { cost: next }, "cost");
            }}
          />
        </Field>
        {cost != null && (
          <Field label={said.costPer}>
            <Choose
              value={cost.per}
              options={COST_UNITS.map((per) => [per, said.costs[per]])}
              onChoose={(per) => editor.change(place, { cost: { ...cost, per } })}
            />
          </Field>
        )}
      </div>
      <FaultsAt path="/stopAfterConversion" />
    </section>
  );
}
