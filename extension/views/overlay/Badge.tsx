import { Changing } from "../../components/Changing.tsx";
import { Icon } from "../../components/Icon.tsx";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import { badgeOf } from "../../components/standing.ts";
import { familyOf, letterOf, measuredOf } from "../../components/visitor/measures.ts";
import type { Shown } from "../../messages.ts";

interface Props {
  readonly shown: Shown;
  readonly onOpen: () => void;
}

/** The overlay at rest: mark, segment and the three scores that matter, 28 px high. */
export function Badge({ shown, onOpen }: Props) {
  const { words } = useSpeech();
  return (
    <button type="button" class="pill" data-grip data-first aria-expanded="false" title={words.open} onClick={onOpen}>
      {shown.visitor === null ? (
        <span class="quiet">{badgeOf(shown.standing, words)}</span>
      ) : (
        <Who shown={shown} visitor={shown.visitor} />
      )}
      <Icon name="open" />
    </button>
  );
}

function Who({ shown, visitor }: { readonly shown: Shown; readonly visitor: NonNullable<Shown["visitor"]> }) {
  const spoken = useSpeech();
  const { key } = visitor.segment;
  const segments = shown.facts?.segments ?? {};
  return (
    <>
      <SegmentMark segment={key} keys={Object.keys(segments)} />
      <strong>
        <Changing value={key}>{spoken.segment(key, segments)}</Changing>
      </strong>
      <span class="triple">
        {measuredOf(visitor.scores, familyOf(visitor)).map(([dimension, { score }]) => (
          <Changing key={dimension} value={score}>
            {letterOf(dimension)}
            {score ?? spoken.words.none}
          </Changing>
        ))}
      </span>
      {shown.standing !== "known" && <span class="quiet">{badgeOf(shown.standing, spoken.words)}</span>}
    </>
  );
}
