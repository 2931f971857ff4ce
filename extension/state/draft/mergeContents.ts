import type { Piece } from "#shared/decision/piece";
import type { Slot } from "#shared/decision/slot";
import type { Contents } from "./contents.ts";
import { type Clash, mergeSlots, mergeWholes } from "./mergeSlots.ts";

/** Two changes of the same contents put together. */
export interface Merged {
  readonly contents: Contents;
  /** Where both sides changed the same: mine stands there. */
  readonly clashes: readonly Clash[];
}

/**
 * My changes upon theirs, in the slots and in the library. A piece that either side removed and the other began to use stays.
 *
 * @param base what both began with
 */
export function mergeContents(base: Contents, mine: Contents, theirs: Contents): Merged {
  const { slots, clashes } = mergeSlots(base.slots, mine.slots, theirs.slots);
  const ofPieces: Clash[] = [];
  const pieces = mergeWholes(base.pieces, mine.pieces, theirs.pieces, ({ key }) =>
    ofPieces.push({ slot: null, snippet: key }),
  );
  const known = [...mine.pieces, ...theirs.pieces, ...base.pieces];
  return { contents: { slots, pieces: withUsed(slots, pieces, known) }, clashes: [...clashes, ...ofPieces] };
}

function withUsed(slots: readonly Slot[], pieces: readonly Piece[], known: readonly Piece[]): Piece[] {
  const used = new Set(slots.flatMap(({ snippets }) => snippets.flatMap(({ library }) => library ?? [])));
  const lacking = [...used].filter((key) => !pieces.some((piece) => piece.key === key));
  return [...pieces, ...lacking.flatMap((key) => known.find((piece) => piece.key === key) ?? [])];
}
