import { useEffect } from "preact/hooks";
import { FACT_MENU } from "../../components/rules/factKinds.ts";
import { RuleBuilder } from "../../components/rules/RuleBuilder.tsx";
import { LANGUAGES } from "../../words/languages.ts";
import { useScoring } from "./scoring.ts";
import { isCatchAll, type Segment } from "./segmentList.ts";

interface Props {
  readonly segment: Segment;
  readonly place: number;
  /** @param what of it is changed: steps of one are undone as one */
  readonly onChange: (segment: Segment, what: string) => void;
  /** Left out where it cannot go. */
  readonly onRemove: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Who is in a segment may depend neither on the segment nor on the page. */
const { segment: _, page: __, ...ABOUT_VISITORS } = FACT_MENU;
const MENU = { ...ABOUT_VISITORS, person: ["identified", ...FACT_MENU.person] };

/** One segment: its names, its rule, and how many fit it now. */
export function SegmentEditor({ segment, place, onChange, onRemove, onClose }: Props) {
  const { state, said, facts, canEdit, faultAt } = useScoring();
  const { key, rule } = segment;
  const isLast = isCatchAll(segment);
  const fault = faultAt(["segments", place]);
  useEffect(() => {
    if (!isLast) state.counting.count(rule);
  }, [JSON.stringify(rule)]);
  return (
    <div class="editor">
      <Names segment={segment} onChange={onChange} />
      {isLast ? (
        <p class="quiet">{said.everyone}</p>
      ) : (
        <RuleBuilder
          label={said.who}
          rule={rule}
          onChange={(next) => onChange({ ...segment, rule: next }, "rule")}
          facts={facts}
          canEdit={canEdit}
          menu={MENU}
        />
      )}
      <div role="status">
        {fault !== null && <p class="fault">{fault}</p>}
        {!isLast && fault === null && <Matching />}
      </div>
      <p class="actions">
        <button type="button" class="button" onClick={onClose}>
          {said.done}
        </button>
        {onRemove !== undefined && (
          <button type="button" class="button" onClick={onRemove}>
            {said.remove}
          </button>
        )}
        <span class="quiet">{said.key(key)}</span>
      </p>
    </div>
  );
}

function Matching() {
  const { state, spoken, said } = useScoring();
  const { matching, trouble } = state.counting;
  if (matching.value !== null)
    return <p class="quiet">{said.matching(spoken.count(matching.value.visitors, said.visitors))}</p>;
  return <p class="quiet">{trouble.value === null ? said.counting : said.notCounted}</p>;
}

/** The marketer's own language in sight, the others on demand. */
function Names({ segment, onChange }: Pick<Props, "segment" | "onChange">) {
  const { spoken, said, canEdit } = useScoring();
  const others = [...new Set([...LANGUAGES, ...Object.keys(segment.name)])].filter((one) => one !== spoken.language);
  const nameIn = new Intl.DisplayNames([spoken.language], { type: "language" });
  const field = (language: string) => (
    <label key={language} class="choice">
      <span>{said.name(nameIn.of(language) ?? language)}</span>
      <input
        value={segment.name[language] ?? ""}
        maxLength={200}
        disabled={!canEdit}
        placeholder={language === spoken.language ? spoken.segment(segment.key, { [segment.key]: segment.name }) : ""}
        onInput={({ currentTarget: { value } }) => {
          const { [language]: _, ...rest } = segment.name;
          onChange({ ...segment, name: value === "" ? rest : { ...rest, [language]: value } }, `name/${language}`);
        }}
      />
    </label>
  );
  return (
    <div class="names">
      {field(spoken.language)}
      <details>
        <summary>{said.otherLanguages}</summary>
        {others.map(field)}
      </details>
    </div>
  );
}
