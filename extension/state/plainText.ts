const LONGEST = 140;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/**
 * The words that markup begins with: to be read, never to be parsed again.
 *
 * @example plainText("<p>Fish &amp; <b>chips</b></p>"); // => "Fish & chips"
 */
export function plainText(markup: string): string {
  const text = markup
    .slice(0, 20 * LONGEST)
    .replace(/\s+/g, " ")
    // A merge field prints something else for each visitor.
    .replace(/\{\{.*?(?:\}\}|$)/g, "…")
    // What chooses between words is none.
    .replace(/\{%.*?(?:%\}|$)/g, "")
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<\/(?:p|h[1-6]|div|li|td|th)\s*>/gi, "\n")
    .replace(/<(?:[!/]|[a-z])[^>]*(?:>|$)/gi, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .trim()
    .replace(/\s*\n\s*/g, " · ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,;:?])/g, "")
    .trim();
  const characters = [...text];
  if (characters.length <= LONGEST) return text;
  const beginning = characters.slice(0, LONGEST - 1).join("");
  return `${beginning.replace(/[\s.,;:·]+$/, "")}…`;
}
