import { type CDPSession, expect, type Page } from "@playwright/test";

/** One line of the history, as the card's table has it. */
export interface HistoryLine {
  readonly when: string;
  readonly segment: string;
  readonly scores: readonly string[];
  readonly cause: string;
}

/** The overlay on a page. Its shadow root is closed: only the protocol sees inside. */
export class OverlayPage {
  readonly page: Page;
  #session: CDPSession | null = null;

  constructor(page: Page) {
    this.page = page;
  }

  /** Whether there is an overlay in the page now. */
  async isThere(): Promise<boolean> {
    return (await this.#root()) !== null;
  }

  /** What the badge says, null while there is none: `Known prospect R5 F3 E4`. */
  badge(): Promise<string | null> {
    return this.text(".pill");
  }

  /** What the opened card says as a whole, null while it is closed. */
  card(): Promise<string | null> {
    return this.text(".card");
  }

  /** The text of the first element that a selector finds in the overlay. */
  text(selector: string): Promise<string | null> {
    return this.evaluate<string | null>(
      (root, wanted) => root.querySelector<HTMLElement>(wanted)?.innerText.replace(/\s+/g, " ").trim() ?? null,
      selector,
    );
  }

  /** Clicks where an element of the overlay is, with the real pointer. */
  async click(selector: string): Promise<void> {
    const middle = await this.middleOf(selector);
    await this.page.mouse.click(middle.x, middle.y);
  }

  /** Clicks the button that says this, with the real pointer, once it stands still. */
  async press(words: string): Promise<void> {
    let last = "";
    await expect
      .poll(async () => {
        const before = last;
        last = JSON.stringify(await this.#boxOf(words));
        return last !== "null" && last === before;
      })
      .toBe(true);
    const { x, y, width, height } = JSON.parse(last);
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  /** Where the button that says this is, brought into view; null where there is none. */
  #boxOf(words: string): Promise<object | null> {
    return this.evaluate<object | null>((root, said) => {
      const found = [...root.querySelectorAll("button")].find(({ innerText }) => innerText.includes(said));
      found?.scrollIntoView({ block: "nearest" });
      return found?.getBoundingClientRect().toJSON() ?? null;
    }, words);
  }

  async open(): Promise<void> {
    await this.click(".pill");
  }

  /** Chooses a family of scores in the opened card. */
  async choose(family: "rfm" | "rfe" | "rfd"): Promise<void> {
    await this.click(`#tab-${family}`);
  }

  /** The history of the chosen family, newest first. */
  history(): Promise<HistoryLine[]> {
    return this.evaluate<HistoryLine[]>((root) =>
      [...root.querySelectorAll(".history tbody tr")].map((row) => {
        const cells = [...row.children].map((cell) => cell.textContent ?? "");
        return { when: cells[0] ?? "", segment: cells[1] ?? "", scores: cells.slice(2, -1), cause: cells.at(-1) ?? "" };
      }),
    );
  }

  /** The last events, newest first, as `Product Viewed Mug`, with the points each earned. */
  events(): Promise<{ what: string; points: string }[]> {
    return this.evaluate<{ what: string; points: string }[]>((root) =>
      [...root.querySelectorAll(".events li")].map((line) => ({
        what: line.querySelector(".what")?.textContent ?? "",
        points: line.querySelector(".points")?.textContent ?? "",
      })),
    );
  }

  async middleOf(selector: string): Promise<{ x: number; y: number }> {
    const box = await this.evaluate<{ x: number; y: number; width: number; height: number } | null>((root, wanted) => {
      const found = root.querySelector(wanted);
      found?.scrollIntoView({ block: "nearest" });
      return found?.getBoundingClientRect().toJSON() ?? null;
    }, selector);
    if (box === null) throw new RangeError(`The overlay has no ${selector}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Runs a function inside, on the element that holds the overlay's content; null where there is no overlay. */
  async evaluate<T>(run: (root: HTMLElement, argument: string) => T, argument = ""): Promise<T> {
    const objectId = await this.#root();
    if (objectId === null) return null as T;
    const session = await this.#cdp();
    const { result, exceptionDetails } = await session.send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: `function (argument) { return (${run.toString()})(this, argument); }`,
      arguments: [{ value: argument }],
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  async #root(): Promise<string | null> {
    const session = await this.#cdp();
    const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
    const found = contentIn(root);
    if (found === null) return null;
    const { object } = await session.send("DOM.resolveNode", { backendNodeId: found });
    return object.objectId ?? null;
  }

  async #cdp(): Promise<CDPSession> {
    this.#session ??= await this.page.context().newCDPSession(this.page);
    return this.#session;
  }
}

interface DomNode {
  readonly backendNodeId: number;
  readonly shadowRootType?: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

/** The element with the class `rfedge` in a closed shadow root. */
function contentIn(node: DomNode): number | null {
  for (const shadow of node.shadowRoots ?? []) {
    const content =
      shadow.shadowRootType === "closed"
        ? shadow.children?.find(({ attributes }) => attributes?.[1]?.startsWith("rfedge"))
        : undefined;
    if (content !== undefined) return content.backendNodeId;
  }
  for (const child of node.children ?? []) {
    const found = contentIn(child);
    if (found !== null) return found;
  }
  return null;
}
