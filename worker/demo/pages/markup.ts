/** HTML that is safe to stand in a page. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | readonly Markup[];

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const textOf = (piece: Piece): string => {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "object") return piece.map(({ text }) => text).join("");
  return `${piece}`.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
};

/** A template whose values are escaped, unless they are markup already. Attributes stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(strings.map((string, index) => string + textOf(pieces[index] ?? "")).join(""));
