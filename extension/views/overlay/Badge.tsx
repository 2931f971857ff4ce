import { Changing } from "../../components/Changing.tsx";
import { Icon } from "../../components/Icon.tsx";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import { badgeOf } from "../../components/standing.ts";
import { familyOf, letterOf, measuredOf } from "../../components/visitor/measures.ts";
import type { Shown } from "../../messages.ts";
import { type ToldShown, usePart } from "./usePart.ts";

interface Props {
  readonly shown: ToldShown;
  readonly onOpen: () => void;
}

/** The overlay at rest: mark, segment and the three scores that matter, 28 px high. */
export function Badge({ shown, onOpen }: Props) {
  const { words } = useSpeech();
  const standing = usePart(shown, "standing");
  const visitor = usePart(shown, "visitor");
  const facts = usePart(shown, "facts");
  return (
    <button type="button" class="pill" data-grip data-first aria-expanded="false" title={words.open} onClick={onOpen}>
      {visitor === null ? (
        <span class="quiet">{badgeOf(standing, words)}</span>
      ) : (
        <Who standing={standing} visitor={visitor} facts={facts} />
      )}
      <Icon name="open" />
    </button>
  );
}

interface WhoProps extends Pick<Shown, "standing" | "facts"> {
  readonly visitor: NonNullable<Shown["visitor"]>;
}

function Who({ standing, visitor, facts }: WhoProps) {
  const spoken = useSpeech();
  const { key } = visitor.segment;
  const segments = facts?.segments ?? {};
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
      {standing !== "known" && <span class="quiet">{badgeOf(standing, spoken.words)}</span>}
    </>
  );
}
