import { useSpeech } from "../../components/speech.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { type DeedDetail, type LoggedDifference, placeText, valueText } from "./entryParts.ts";

/** What of the configuration is another now. */
export function Changes({ detail: { differences, more, raw } }: { readonly detail: DeedDetail }) {
  const spoken = useSpeech();
  const { audit } = pageWordsOf(spoken.language);
  return (
    <>
      {differences.length > 0 && (
        <ul class="changes">
          {differences.map((one) => (
            <li key={one.path}>
              <code title={one.path}>{placeText(one.path)}</code>
              <Side of={one} side="before" />
              <Side of={one} side="after" />
            </li>
          ))}
          {more > 0 && <li class="quiet">{audit.moreChanges(spoken.exact(more))}</li>}
        </ul>
      )}
      {raw.length > 0 && (
        <p class="warning">
          {audit.raw}: {raw.join(", ")}
        </p>
      )}
    </>
  );
}

/** A value as it was or is; nothing where there was none. */
function Side({ of, side }: { readonly of: LoggedDifference; readonly side: "before" | "after" }) {
  const { audit } = pageWordsOf(useSpeech().language);
  if (!Object.hasOwn(of, side)) return null;
  const Mark = side === "before" ? "del" : "ins";
  return (
    <Mark>
      <span class="hidden">{side === "before" ? audit.was : audit.became}: </span>
      {valueText(of[side])}
    </Mark>
  );
}
