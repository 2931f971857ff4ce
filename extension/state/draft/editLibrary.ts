import type { Written } from "#shared/decision/content";
import type { Piece } from "#shared/decision/piece";
import type { Slot } from "#shared/decision/slot";
import type { Contents } from "./contents.ts";
import { changed, freeKey, type SnippetPlace, withSnippet } from "./editSlots.ts";

/** The snippets that show a piece of the library. */
export function usesOf(slots: readonly Slot[], piece: string): SnippetPlace[] {
  return slots.flatMap(({ snippets }, slot) =>
    snippets.flatMap(({ library }, snippet) => (library === piece ? [{ slot, snippet }] : [])),
  );
}

/** A piece that is empty as yet, after all others. */
export function addPiece(pieces: readonly Piece[], key: string): Piece[] {
  return [...pieces, { key: freeKey(key, keysOf(pieces)), content: "", contentType: "text/html" }];
}

/** Calls a piece otherwise, also where it is shown. Null: another is called that, and nothing could tell them apart. */
export function renamePiece({ slots, pieces }: Contents, place: number, key: string): Contents | null {
  const before = pieces[place]?.key;
  if (key === "" || pieces.some((piece, index) => index !== place && piece.key === key)) return null;
  return {
    pieces: withPiece(pieces, place, (piece) => ({ ...piece, key })),
    slots: slots.map((slot) => ({
      ...slot,
      snippets: slot.snippets.map((one) => (one.library === before ? { ...one, library: key } : one)),
    })),
  };
}

export function withPiece(pieces: readonly Piece[], place: number, change: (piece: Piece) => Piece): Piece[] {
  return pieces.map((piece, index) => (index === place ? change(piece) : piece));
}

/** Takes a piece out of the library. Null: it is still shown somewhere. */
export function removePiece({ slots, pieces }: Contents, place: number): Piece[] | null {
  if (usesOf(slots, pieces[place]?.key ?? "").length > 0) return null;
  return pieces.filter((_, index) => index !== place);
}

/** Moves what a snippet shows into the library, from where it goes on showing it. Null: there is no such snippet, or it does so already. */
export function putIntoLibrary({ slots, pieces }: Contents, place: SnippetPlace): Contents | null {
  const snippet = slots[place.slot]?.snippets[place.snippet];
  if (snippet === undefined || snippet.library !== undefined) return null;
  const key = freeKey(snippet.key, keysOf(pieces));
  return {
    pieces: [...pieces, { key, ...whatIsWritten(snippet) }],
    slots: withSnippet(slots, place, (one) =>
      changed(one, { ...NOTHING_WRITTEN, library: key, contentType: "text/html" }),
    ),
  };
}

/** Gives a snippet a copy of the piece that it shows, to be changed there alone. Null: it shows none. */
export function takeFromLibrary({ slots, pieces }: Contents, place: SnippetPlace): Slot[] | null {
  const shown = slots[place.slot]?.snippets[place.snippet]?.library;
  const piece = pieces.find(({ key }) => key === shown);
  if (shown === undefined || piece === undefined) return null;
  return withSnippet(slots, place, (one) => changed(one, { library: undefined, ...whatIsWritten(piece) }));
}

/** Of content, all that is not written in it. */
export const NOTHING_WRITTEN = {
  content: undefined,
  image: undefined,
  raw: undefined,
  language: undefined,
  translations: undefined,
};

function whatIsWritten({
  content,
  contentType,
  image,
  raw,
  language,
  translations,
}: Written & Piece): Omit<Piece, "key"> {
  return changed<Omit<Piece, "key">>({ contentType }, { content, image, raw, language, translations });
}

function keysOf(pieces: readonly Piece[]): string[] {
  return pieces.map(({ key }) => key);
}
