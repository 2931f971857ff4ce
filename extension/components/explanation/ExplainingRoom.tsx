import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Explained, Wanted } from "../../messages.ts";
import { Explaining, eventIn, toggled } from "./explaining.ts";

const NONE: readonly string[] = [];

interface Props {
  /** Null while it is not known who it is: what is open stays so for when they are back. */
  readonly visitorId: string | null;
  readonly explained: Explained | null;
  /** Told of each change of what is looked at. */
  readonly want: (wanted: Wanted | null) => void;
  readonly children: ComponentChildren;
}

/** Within it parts of a visitor can be opened to be explained; an explanation is asked for while one is open. */
export function ExplainingRoom({ visitorId, explained, want, children }: Props) {
  const opened = useSignal<{ readonly of: string | null; readonly topics: readonly string[] }>({
    of: null,
    topics: NONE,
  });
  const { of, topics: last } = opened.value;
  const topics = visitorId === null || of === visitorId ? last : NONE;
  const [isWanted, event] = [topics.length > 0, eventIn(topics)];
  const told = useRef(false);
  const tell = (wanted: Wanted | null) => {
    if (wanted !== null || told.current) want(wanted);
    told.current = wanted !== null;
  };
  useEffect(() => tell(isWanted ? { event } : null), [isWanted, event]);
  useEffect(() => () => tell(null), []);
  // The same as long as it says the same: all that can be opened hears of another.
  const explaining = useMemo(() => {
    const toggle = (topic: string) => {
      opened.value = { of: visitorId, topics: toggled(topics, topic) };
    };
    return { explained, topics, toggle };
  }, [explained, topics, visitorId]);
  return <Explaining.Provider value={explaining}>{children}</Explaining.Provider>;
}
