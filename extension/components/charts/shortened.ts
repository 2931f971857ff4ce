/** A number, or a letter, that tells one name from the next. */
const LAST = /\s\S{1,2}$/u;
const LEAST = 3;

/**
 * A text in so many characters at most; what it ends with stays where that alone tells it from others.
 *
 * @example shortened("Developing 2", 9); // => "Develo… 2"
 * @example shortened("At risk of lapsing", 9); // => "At risk…"
 */
export function shortened(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const last = LAST.exec(text)?.[0] ?? "";
  const room = most - 1 - [...last].length;
  const end = room < LEAST ? "" : last;
  return `${letters
    .slice(0, end === "" ? most - 1 : room)
    .join("")
    .trimEnd()}…${end}`;
}
