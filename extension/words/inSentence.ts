/**
 * A name as it stands within a sentence, in languages that begin only names with a capital.
 *
 * @example inSentence("Page views"); // => "page views"
 */
export function inSentence(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
