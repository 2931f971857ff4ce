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
  /** The nearest element around it that stays. */
  readonly parent: string | undefined;
  isKept: boolean;
}

/** The elements that are open while markup is read, and which of them stay. However deep they are, each costs the same. */
export class Outline {
  readonly #open: Open[] = [];
  readonly #kept = new Map<string, number>();

  enter(name: string): void {
    const around = this.#open.at(-1);
    this.#open.push({ name, parent: around?.isKept ? around.name : around?.parent, isKept: false });
  }

  leave(): void {
    const element = this.#open.pop();
    if (element?.isKept) this.#count(element.name, -1);
  }

  /** Keeps the element that was entered last, if it may stand where it does. @returns within what it may not; null: it is kept */
  keep(): string | null {
    const element = this.#open.at(-1);
    if (element === undefined) throw new RangeError("keep requires an element that was entered");
    const { name, parent } = element;
    if (ALONE.has(name) && (this.#kept.get(name) ?? 0) > 0) return name;
    if (parent !== undefined && HOLDS[parent]?.includes(name) === false) return parent;
    element.isKept = true;
    this.#count(name, 1);
    return null;
  }

  #count(name: string, by: number): void {
    this.#kept.set(name, (this.#kept.get(name) ?? 0) + by);
  }
}
