import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { ExplanationAnswer } from "#shared/wire/explain";
import { useSpeech } from "../speech.ts";
import { Explaining } from "./explaining.ts";

interface Props {
  readonly children: (answer: ExplanationAnswer) => ComponentChildren;
}

/** An explanation once there is one; until then, or where there is none, a quiet line. */
export function Answered({ children }: Props) {
  const { words } = useSpeech();
  const { explained } = useContext(Explaining);
  const { noAnswer, noExplanation } = words.explanation;
  if (explained?.answer) return children(explained.answer);
  const trouble = explained?.trouble ?? null;
  return <p class="quiet">{trouble === null ? words.loading : trouble === "unreachable" ? noAnswer : noExplanation}</p>;
}
