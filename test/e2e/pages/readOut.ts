/** What a surface says, and what of it does not fit. */
export interface ReadOut {
  readonly texts: readonly string[];
  readonly cut: readonly string[];
}

/**
 * Reads a surface out. It runs in the browser, and so has all it needs within.
 *
 * @param root the surface; what is marked to be in a language of its own, and code, is left out
 */
export function readOut(root: Element): ReadOut {
  const texts = new Set<string>();
  const cut = new Set<string>();
  /** Whether something ends where it, or what holds it, does not show it; what scrolls shows all in time. */
  const isCut = (element: Element): boolean => {
    const { left, right } = element.getBoundingClientRect();
    for (let at: Element | null = element; at !== null && at !== root; at = at.parentElement) {
      const { overflowX } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX)) return false;
      const edge = at.getBoundingClientRect();
      const isWider =
        at === element ? at.scrollWidth > at.clientWidth + 1 : left < edge.left - 1 || right > edge.right + 1;
      if (overflowX !== "visible" && isWider) return true;
    }
    return left < -1 || right > innerWidth + 1;
  };
  for (const element of root.querySelectorAll("*")) {
    if (element.closest("code, option[lang], style, script") !== null) continue;
    const own = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => (textContent ?? "").replace(/\s+/g, " ").trim());
    const named = ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? "");
    for (const text of [...own, ...named]) if (/\p{L}{2}/u.test(text)) texts.add(text);
    // What is for ears alone is a dot to the eye.
    const isSeen = element.getBoundingClientRect().width > 0 && element.closest(".hidden") === null;
    if (isSeen && own.some((text) => text !== "") && isCut(element))
      cut.add(`${element.tagName.toLowerCase()}.${element.getAttribute("class")}: ${own.join(" ")}`);
  }
  return { texts: [...texts], cut: [...cut] };
}

/** Opens all that folds. It runs in the browser, too. */
export function openAll(root: Element): void {
  for (const folded of root.querySelectorAll("details")) folded.open = true;
  for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded="false"]')) button.click();
}
