import { type ReadonlySignal, signal } from "@preact/signals";
import type { Sighting } from "#shared/wire/sightings";
import type { Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";

/** Who looked at whom, newest day first, as far as it was read. */
export interface SightingsShown {
  readonly sightings: readonly Sighting[];
  /** Where earlier days go on; null: there are none. */
  readonly cursor: string | null;
  /** What stood between at the last try. */
  readonly trouble: Trouble | null;
  readonly isBusy: boolean;
}

/** What is recorded of who looked at whom, for admins. */
export interface SightingsState {
  readonly shown: ReadonlySignal<SightingsShown>;
  /** Asks anew: of one visitor by any of their ids, or of everybody where it is empty. */
  show(visitor: string): Promise<void>;
  /** Reads on, or tries again. */
  readMore(): Promise<void>;
}

const NOTHING: SightingsShown = { sightings: [], cursor: null, trouble: null, isBusy: false };

/** Begins with nothing, until it is asked. */
export function createSightingsState(): SightingsState {
  const shown = signal(NOTHING);
  let wanted = "";
  let turn = 0;
  const read = async (from: SightingsShown) => {
    turn += 1;
    const mine = turn;
    shown.value = { ...from, trouble: null, isBusy: true };
    const { cursor } = from;
    const query = { ...(wanted !== "" && { visitor: wanted }), ...(cursor !== null && { cursor }) };
    const answer = await askBackground("sightings", { query });
    if (mine !== turn) return;
    shown.value = answer.ok
      ? {
          sightings: [...from.sightings, ...answer.value.sightings],
          cursor: answer.value.cursor,
          trouble: null,
          isBusy: false,
        }
      : { ...from, trouble: answer.trouble, isBusy: false };
  };
  return {
    shown,
    show: (visitor) => {
      wanted = visitor;
      return read(NOTHING);
    },
    readMore: () => read(shown.value),
  };
}
