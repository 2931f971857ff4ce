import { escapeMarkup } from "../escape.ts";

/** HTML that is safe to stand in a page. */
export interface Markup {
  readonly markup: string;
}

type Piece = Markup | string | number | false | null | readonly Markup[];

/** A template whose values are escaped, unless they are markup already; what is not there leaves nothing. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { markup: strings.map((string, index) => string + textOf(pieces[index] ?? "")).join("") };
}

function textOf(piece: Piece): string {
  if (piece === false || piece === null) return "";
  if (typeof piece !== "object") return escapeMarkup(`${piece}`);
  return "markup" in piece ? piece.markup : piece.map(({ markup }) => markup).join("");
}
