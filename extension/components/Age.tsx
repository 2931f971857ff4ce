import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useSpeech } from "./speech.ts";

interface Props {
  readonly at: string;
  readonly now: ReadonlySignal<number>;
  /** What to make of the span: `12 s ago`; without it the span itself. */
  readonly say?: (span: string) => string;
}

/** How long ago something was, growing; the exact instant on hover. */
export function Age({ at, now, say }: Props) {
  const spoken = useSpeech();
  // Looked at each second, and said anew only where it says something else.
  const span = useMemo(() => computed(() => spoken.ago(at, now.value)), [spoken, at, now]).value;
  return (
    <time dateTime={at} title={spoken.instant(at)}>
      {say === undefined || span === spoken.words.now ? span : say(span)}
    </time>
  );
}
