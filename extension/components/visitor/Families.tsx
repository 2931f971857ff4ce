import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ComponentType, TargetedKeyboardEvent } from "preact";
import type { Family } from "#shared/scoring/families";
import type { History, Visitor } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import { useSpeech } from "../speech.ts";
import { HistoryPart, type HistoryProps } from "./HistoryPart.tsx";
import { FAMILY_KEYS, familyOf } from "./measures.ts";
import { ScoreTable } from "./ScoreTable.tsx";

interface Props {
  readonly visitor: Visitor;
  readonly facts: SiteFacts | null;
  readonly history: History | null;
  readonly now: ReadonlySignal<number>;
  /** How the family's history is shown; briefly, if left out. */
  readonly HistoryView?: ComponentType<HistoryProps>;
}

const PANEL = "family";
const tabId = (family: Family) => `tab-${family}`;

/** The three families as tabs; the one that matters for this visitor is open until another is chosen. */
export function Families({ visitor, facts, history, now, HistoryView = HistoryPart }: Props) {
  const { words } = useSpeech();
  const chosen = useSignal<Family | null>(null);
  const family = chosen.value ?? familyOf(visitor);
  const walk = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = FAMILY_KEYS[(FAMILY_KEYS.indexOf(family) + by + FAMILY_KEYS.length) % FAMILY_KEYS.length] ?? family;
    chosen.value = next;
    event.currentTarget.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={words.familiesOfScores} onKeyDown={walk}>
        {FAMILY_KEYS.map((key) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={tabId(key)}
            aria-controls={PANEL}
            aria-selected={key === family}
            tabIndex={key === family ? 0 : -1}
            title={words.families[key].about}
            onClick={() => {
              chosen.value = key;
            }}
          >
            {words.families[key].name}
          </button>
        ))}
        <span class="about" role="presentation">
          {words.families[family].about}
        </span>
      </div>
      <div role="tabpanel" id={PANEL} aria-labelledby={tabId(family)}>
        <ScoreTable visitor={visitor} family={family} facts={facts} now={now} />
        <HistoryView history={history} family={family} facts={facts} now={now} />
      </div>
    </>
  );
}
