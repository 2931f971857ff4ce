import { useContext, useEffect } from "preact/hooks";
import { FACT_MENU } from "../../../components/rules/factKinds.ts";
import { RuleBuilder } from "../../../components/rules/RuleBuilder.tsx";
import { asksForPage, visitorPart } from "../../../components/rules/visitorPart.ts";
import { useSpeech } from "../../../components/speech.ts";

import { FaultsAt, ReadOnly, useEditorWords } from "./Field.tsx";
import type { SnippetProps } from "./SnippetFields.tsx";

/** Whom a snippet is for, and how many they are now. */
export function ForWhom({ editor, place, snippet }: SnippetProps) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { counting, facts } = editor;
  useEffect(() => counting.count(visitorPart(snippet.rule)), [snippet.rule]);
  const matching = counting.matching.value;
  const visitors = matching === null ? "" : spoken.count(matching.visitors, said.visitors);
  return (
    <section>
      <RuleBuilder
        label={said.forWhom}
        rule={snippet.rule}
        facts={facts.value}
        canEdit={!useContext(ReadOnly)}
        menu={FACT_MENU}
        onChange={(rule) => editor.change(place, { rule }, "rule")}
      >
        <FaultsAt path="/rule" />
      </RuleBuilder>
      <p class="count" role="status">
        {matching === null && (counting.trouble.value === null ? said.counting : said.notCounted)}
        {matching !== null &&
          (asksForPage(snippet.rule)
            ? said.countedUpTo(visitors)
            : said.countedNow(visitors, spoken.share(matching.share)))}
      </p>
    </section>
  );
}
