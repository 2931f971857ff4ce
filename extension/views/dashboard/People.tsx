import { ErrorNote } from "../../components/ErrorNote.tsx";
import { nameOfVisitor } from "../../components/nameOfVisitor.ts";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { Known } from "../../state/figure.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSite } from "./site.ts";

interface Props {
  readonly title: string;
  readonly known: Known<Value<"people">>;
  readonly onClose: () => void;
}

/** Who is behind a figure, the last seen first. */
export function People({ title, known, onClose }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, keys, nameOf, currency } = useSite();
  const { value, trouble } = known;
  return (
    <div class="people">
      <header>
        <h3>{title}</h3>
        <button type="button" class="tool" onClick={onClose}>
          {dashboard.closePeople}
        </button>
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
                <strong>{nameOfVisitor(visitor)}</strong>
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
