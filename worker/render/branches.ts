/** Elements that hold nothing and are not closed. */
const VOID = /^(?:br|col|hr|img|input|source|wbr)$/;
/** What prints, what chooses, and tags: of markup that is clean, with merge fields that hold no markup. */
const PARTS = /\{\{[\s\S]*?\}\}|\{%-?\s*(\w*)[\s\S]*?%\}|<(\/?)([a-z][a-z0-9]*)(?:[^"'>]|"[^"]*"|'[^']*')*>/g;
const BEGINS = /^(?:if|unless|case)$/;
const ENDS = /^end/;

/**
 * The first place in clean markup at which a branch leaves an element open, or closes one that another opened: then what is behind it on
 * the page would move in or out, for some visitors and not for others. Null: there is none.
 *
 * @example brokenBranch("<p>{% if traits.x %}a</p>{% endif %}"); // => "</p>"
 */
export function brokenBranch(markup: string): string | null {
  const branches: string[][] = [[]];
  for (const [part, choice, slash, name = ""] of markup.matchAll(PARTS)) {
    const open = branches.at(-1);
    if (open === undefined) return part;
    if (slash === "/") {
      if (open.pop() !== name) return part;
    } else if (slash === "") {
      if (!VOID.test(name)) open.push(name);
    } else if (choice !== undefined) {
      if (BEGINS.test(choice)) branches.push([]);
      else if (open.length > 0) return part;
      else if (ENDS.test(choice)) branches.pop();
    }
  }
  return null;
}
