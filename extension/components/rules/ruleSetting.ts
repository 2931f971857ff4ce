import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SiteFacts } from "../../messages.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSpeech } from "../speech.ts";
import { FACT_MENU } from "./factKinds.ts";

/** The groups of facts that can be chosen from. */
export type FactGroup = keyof typeof FACT_MENU;

/** Where a rule stands: what it may ask for, of which site, and whether it can be changed. */
export interface RuleSetting {
  readonly facts: SiteFacts | null;
  readonly canEdit: boolean;
  /** The facts that it may ask for, in groups; what it asks for besides stays as it is. */
  readonly menu: Readonly<Partial<Record<FactGroup, readonly string[]>>>;
}

export const RuleSettingContext = createContext<RuleSetting>({ facts: null, canEdit: false, menu: FACT_MENU });

/** The setting of the rule around, with its words. */
export function useRuleSetting() {
  const setting = useContext(RuleSettingContext);
  const spoken = useSpeech();
  const segments = Object.keys(setting.facts?.segments ?? {});
  return { ...setting, spoken, said: pageWordsOf(spoken.language).rules, segments };
}
