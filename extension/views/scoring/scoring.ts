import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Fault } from "#shared/wire/problem";
import { actorIn } from "../../components/actorIn.ts";
import { segmentLook } from "../../components/segmentLook.ts";
import { useSpeech } from "../../components/speech.ts";
import type { SiteFacts } from "../../messages.ts";
import type { ScoringState } from "../../state/createScoringState.ts";
import type { ScoringEdits } from "../../state/scoringEdits.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import type { Spoken } from "../../words/spoken.ts";

/** What every part of the page knows. */
export interface Scoring {
  readonly state: ScoringState;
  readonly edits: ScoringEdits;
  /** Of the site as it is edited. */
  readonly facts: SiteFacts;
  readonly canEdit: boolean;
  /** What the Worker finds wrong in what is edited, by JSON pointers. */
  readonly faults: readonly Fault[];
}

export const ScoringContext = createContext<Scoring | null>(null);

/** The page's state and words. @throws RangeError outside of the page */
export function useScoring() {
  const scoring = useContext(ScoringContext);
  if (scoring === null) throw new RangeError("useScoring requires a ScoringContext");
  const spoken = useSpeech();
  const { facts, faults } = scoring;
  const keys = Object.keys(facts.segments);
  return {
    ...scoring,
    spoken,
    said: saidIn(spoken),
    authorOf: (author: string) => actorIn(author, pageWordsOf(spoken.language).audit).name,
    keys,
    nameOf: (segment: string) => spoken.segment(segment, facts.segments),
    toneOf: (segment: string) => segmentLook(segment, keys).tone,
    /** What is wrong at a place, or beneath it. */
    faultAt: (path: readonly (string | number)[]) => {
      const place = `/${path.join("/")}`;
      const found = faults.find((fault) => fault.path === place || fault.path.startsWith(`${place}/`));
      return found?.message ?? null;
    },
  };
}

/** The words of this page. */
export function saidIn({ language }: Spoken) {
  return pageWordsOf(language).scoring;
}
