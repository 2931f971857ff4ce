import { CAP_SPANS, COST_UNITS } from "#shared/decision/measures";
import { offsetAt } from "#shared/events/zone";
import type { SnippetProps } from "./ContentFields.tsx";
import { Check, Choose, FaultsAt, Field, Text, useEditorWords } from "./Field.tsx";

/** From when until when, how often, and at what cost. */
export function WhenFields({ editor, place, snippet }: SnippetProps) {
  const said = useEditorWords();
  const { timeZone = "UTC", currency = "" } = editor.config.value?.site ?? {};
  const { cap, cost } = snippet;
  return (
    <section>
      <h3>{said.when}</h3>
      {(["from", "until"] as const).map((end) => (
        <Field key={end} label={said[end]} path={`/${end}`}>
          <Text
            type="datetime-local"
            value={localIn(snippet[end], timeZone)}
            onText={(typed) => editor.change(place, { [end]: typed === "" ? null : typed }, end)}
          />
        </Field>
      ))}
      <small class="quiet">{said.onClocks(timeZone)}</small>
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

/** An instant on the site's clocks, as a field for date and time takes it. */
function localIn(text: string | null, timeZone: string): string {
  if (text === null) return "";
  if (!/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return text.slice(0, 16);
  const at = Date.parse(text);
  return Number.isNaN(at) ? "" : new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}
