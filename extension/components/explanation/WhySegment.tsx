import type { ExplanationAnswer } from "#shared/wire/explain";
import type { SiteFacts } from "../../messages.ts";
import { Icon } from "../Icon.tsx";
import { useSpeech } from "../speech.ts";
import { Answered } from "./Answered.tsx";
import { AskedRules } from "./AskedRules.tsx";
import { useTopic } from "./explaining.ts";
import { reasonInWords } from "./factWords.ts";

interface Props {
  readonly facts: SiteFacts | null;
}

/** The quiet question beside a segment. */
export function AskWhy({ segment, facts }: Props & { readonly segment: string }) {
  const spoken = useSpeech();
  const { isOpen, toggle } = useTopic("segment");
  return (
    <button type="button" class="ask quiet" aria-expanded={isOpen} onClick={toggle}>
      <Icon name="open" />
      {spoken.words.explanation.why}
      <span class="hidden"> {spoken.segment(segment, facts?.segments)}</span>
    </button>
  );
}

/** Why someone is in their segment, once asked: a sentence, then each rule that was tried. */
export function WhySegment({ facts }: Props) {
  const { isOpen } = useTopic("segment");
  if (!isOpen) return null;
  return (
    <div class="whysegment">
      <Answered>{(answer) => <Reasons answer={answer} facts={facts} />}</Answered>
    </div>
  );
}

function Reasons({
  answer: { segment },
  facts,
}: {
  readonly answer: ExplanationAnswer;
  readonly facts: SiteFacts | null;
}) {
  const spoken = useSpeech();
  const { sentence, nobodyElse, tried } = spoken.words.explanation;
  const nameOf = (key: string) => spoken.segment(key, facts?.segments);
  const comparisons = segment.rules.at(-1)?.comparisons ?? [];
  const held = comparisons.filter(({ result }) => result);
  const reasons = (held.length > 0 ? held : comparisons).map((one) => reasonInWords(one, { spoken, facts }));
  const because = reasons.length > 0 ? spoken.list([...new Set(reasons)], "conjunction") : nobodyElse;
  return (
    <div class="why">
      <p>{sentence(nameOf(segment.key), because)}</p>
      <p class="quiet">{tried}</p>
      <AskedRules rules={segment.rules} facts={facts} nameOf={nameOf} />
    </div>
  );
}
