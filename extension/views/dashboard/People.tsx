import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Rule } from "#shared/rules/rule";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { nameOfVisitor } from "../../components/nameOfVisitor.ts";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { writeSnippetBeside } from "../../state/editorWish.ts";
import type { Known } from "../../state/figure.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSite } from "./site.ts";

interface Props {
  readonly title: string;
  /** What they have in common. */
  readonly rule: Rule;
  readonly known: Known<Value<"people">>;
  readonly onClose: () => void;
}

/** Who is behind a figure, the last seen first. */
export function People({ title, rule, known, onClose }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, keys, nameOf, currency } = useSite();
  const { value, trouble } = known;
  const room = useRef<HTMLDivElement>(null);
  // The segment or cell that they were asked for by may be a screen above.
  useLayoutEffect(() => room.current?.scrollIntoView({ block: "nearest" }), [title]);
  return (
    <div ref={room} class="people">
      <header>
        <h3>{title}</h3>
        <span class="tools">
          <button type="button" class="tool" onClick={() => writeSnippetBeside({ rule, title })}>
            {dashboard.writeSnippet}
          </button>
          <CopyRule rule={rule} />
          <button type="button" class="tool" onClick={onClose}>
            {dashboard.closePeople}
          </button>
        </span>
      </header>
      <div aria-live="polite">
        {value === null && trouble === null && <p>{words.loading}</p>}
        {value === null && trouble !== null && (
          <ErrorNote title={words.troubles[trouble].title} detail={words.troubles[trouble].detail(host)} />
        )}
        {value !== null && (
          <p class="quiet">
            {value.total === 0
              ? dashboard.nobody
              : dashboard.peopleOf(spoken.exact(value.visitors.length), spoken.exact(value.total))}
          </p>
        )}
      </div>
      {value !== null && value.total > 0 && (
        <ul>
          {value.visitors.map((visitor) => (
            <li key={visitor.id}>
              <SegmentMark segment={visitor.segment.key} keys={keys} />
              <span class="who">
                <a href={addressOf(visitor.id)} target="_blank" rel="noreferrer">
                  <strong>{nameOfVisitor(visitor)}</strong>
                </a>
                <span class="quiet">
                  {nameOf(visitor.segment.key)} · {spoken.count(visitor.totals.orders, words.orders)} ·{" "}
                  {spoken.money(visitor.totals.revenue, currency)}
                </span>
              </span>
              <time class="quiet" dateTime={visitor.lastSeenAt} title={dashboard.lastSeen}>
                {spoken.instant(visitor.lastSeenAt)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A visitor as the side panel shows them, in a tab of its own. */
function addressOf(id: string): string {
  return `sidepanel.html?${new URLSearchParams({ visitor: id })}`;
}

/** What these people have in common, to be pasted where a snippet's rule is written. */
function CopyRule({ rule }: { readonly rule: Rule }) {
  const { dashboard } = pageWordsOf(useSpeech().language);
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(rule));
    isCopied.value = true;
  };
  return (
    <>
      <button type="button" class="tool" title={dashboard.copyRuleHint} onClick={() => void copy()}>
        {dashboard.copyRule}
      </button>
      <span role="status">{isCopied.value && dashboard.ruleCopied}</span>
    </>
  );
}
