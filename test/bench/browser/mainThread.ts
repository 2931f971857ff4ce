import type { CDPSession, Page } from "@playwright/test";

/** The main thread of a page. */
export class MainThread {
  readonly #cdp: CDPSession;

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<MainThread> {
    const cdp = await page.context().newCDPSession(page);
    // By the thread's own clock: what else the machine does meanwhile is not in it.
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    return new MainThread(cdp);
  }

  /** Processor time in tasks so far, in milliseconds: scripts, styles, layout, painting. */
  async spentMs(): Promise<number> {
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  }

  /** What something takes of it, in milliseconds. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = await this.spentMs();
    await work();
    return (await this.spentMs()) - before;
  }

  /** What its scripts hold, in bytes, with nothing in it that could go. */
  async heapBytes(): Promise<number> {
    await this.#cdp.send("HeapProfiler.collectGarbage");
    return (await this.#cdp.send("Runtime.getHeapUsage")).usedSize;
  }

  /** Nodes of the page, shadow roots and all. */
  async nodes(): Promise<number> {
    const { root } = await this.#cdp.send("DOM.getDocument", { depth: -1, pierce: true });
    return countOf(root);
  }
}

interface DomNode {
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

function countOf({ children = [], shadowRoots = [] }: DomNode): number {
  return [...children, ...shadowRoots].reduce((sum, node) => sum + countOf(node), 1);
}
