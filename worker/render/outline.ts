/** What may not stand within its like: a browser would part the two, and not the same way each time. */
const ALONE: ReadonlySet<string> = new Set(["a", "button", "form"]);

const ROWS = ["tr"];
/** All that these may hold themselves: a browser would take anything else out of the table, and not the same way each time. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  table: ["caption", "colgroup", "thead", "tbody", "tfoot", "tr"],
  colgroup: ["col"],
  thead: ROWS,
  tbody: ROWS,
  tfoot: ROWS,
  tr: ["td", "th"],
};

interface Open {
  readonly name: string;
  isKept: boolean;
}

/** The elements that are open while markup is read, and which of them stay. */
export class Outline {
  readonly #open: Open[] = [];

  enter(name: string): void {
    this.#open.push({ name, isKept: false });
  }

  leave(): void {
    this.#open.pop();
  }

  /** Keeps the element that was entered last, if it may stand where it does. @returns within what it may not; null: it is kept */
  keep(): string | null {
    const element = this.#open.at(-1);
    if (element === undefined) throw new RangeError("keep requires an element that was entered");
    const within = this.#open.filter(({ isKept }) => isKept).map(({ name }) => name);
    const parent = within.at(-1);
    const like = ALONE.has(element.name) ? within.find((name) => name === element.name) : undefined;
    const held = parent === undefined ? undefined : HOLDS[parent];
    const fault = like ?? (held === undefined || held.includes(element.name) ? undefined : parent);
    element.isKept = fault === undefined;
    return fault ?? null;
  }
}
