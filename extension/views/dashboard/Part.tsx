import type { ComponentChildren } from "preact";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Known } from "../../state/figure.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

interface Props<T> {
  readonly id: string;
  readonly title: string;
  readonly known: Known<T>;
  /** What the section is of, where it is chosen. */
  readonly choices?: ComponentChildren;
  /** The Worker's host, to name it. */
  readonly host: string;
  readonly children: (value: T) => ComponentChildren;
}

/** A section of the dashboard: what is known, or a place for it, or what stands between. */
export function Part<T>({ id, title, known, choices, host, children }: Props<T>) {
  const { words, language } = useSpeech();
  const { value, trouble } = known;
  return (
    <section id={id} aria-labelledby={`${id}-title`} class={`part ${id}`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {choices}
      {value !== null && isIncomplete(value) && <p class="warning">{pageWordsOf(language).dashboard.incomplete}</p>}
      {value !== null && children(value)}
      {value === null && trouble === null && <Skeleton label={words.loading} />}
      {value === null && trouble !== null && (
        <ErrorNote title={words.troubles[trouble].title} detail={words.troubles[trouble].detail(host)} />
      )}
    </section>
  );
}

function isIncomplete(value: unknown): boolean {
  return typeof value === "object" && value !== null && "incomplete" in value && value.incomplete === true;
}

/** The place of what is being read. */
function Skeleton({ label }: { readonly label: string }) {
  return (
    <div class="skeleton">
      <span class="hidden" role="status">
        {label}
      </span>
    </div>
  );
}
