import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Explained } from "../../messages.ts";

/** What is explained, and which of it is open: a part of the segment, of a score, of an event. */
export interface Explaining {
  readonly explained: Explained | null;
  readonly topics: readonly string[];
  toggle(topic: string): void;
}

export const Explaining = createContext<Explaining>({ explained: null, topics: [], toggle: () => {} });

const EVENT = "event ";

/** The topic of an event; those of scores are `rfm.recency` and its like. */
export const topicOfEvent = (messageId: string) => EVENT + messageId;

/** The event that is open, of which there is one at most. */
export function eventIn(topics: readonly string[]): string | null {
  return topics.find((topic) => topic.startsWith(EVENT))?.slice(EVENT.length) ?? null;
}

/**
 * The open topics once one more was pressed: it opens, or closes. An event closes the one before it, as one is explained at a time.
 *
 * @example toggled(["segment", "event a"], "event b"); // => ["segment", "event b"]
 * @example toggled(["segment", "event a"], "segment"); // => ["event a"]
 */
export function toggled(topics: readonly string[], topic: string): string[] {
  if (topics.includes(topic)) return topics.filter((other) => other !== topic);
  const isEvent = topic.startsWith(EVENT);
  return [...topics.filter((other) => !(isEvent && other.startsWith(EVENT))), topic];
}

/** Whether a topic is open, and the press that opens or closes it. */
export function useTopic(topic: string): { readonly isOpen: boolean; readonly toggle: () => void } {
  const { topics, toggle } = useContext(Explaining);
  return { isOpen: topics.includes(topic), toggle: () => toggle(topic) };
}
