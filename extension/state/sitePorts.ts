import type { Browser } from "wxt/browser";
import type { SiteUpdate } from "../messages.ts";
import { watchVisitor } from "../remote/watchVisitor.ts";
import { readConnection } from "./connection.ts";

/** Tells the extension's own pages what changes on the site, over one socket for all of them, while one is open. */
export class SitePorts {
  readonly #ports = new Set<Browser.runtime.Port>();
  #isLive = false;
  #end: (() => void) | null = null;
  #turn = 0;

  accept(port: Browser.runtime.Port): void {
    this.#ports.add(port);
    port.onDisconnect.addListener(() => {
      this.#ports.delete(port);
      if (this.#ports.size === 0) this.#close();
    });
    if (this.#ports.size === 1) void this.#open();
    else port.postMessage({ type: "live", isLive: this.#isLive } satisfies SiteUpdate);
  }

  /** The connection is another one, or none. */
  renew(): void {
    if (this.#ports.size > 0) void this.#open();
  }

  async #open(): Promise<void> {
    this.#close();
    this.#turn += 1;
    const turn = this.#turn;
    const connection = await readConnection();
    if (connection === null || turn !== this.#turn || this.#ports.size === 0) return;
    this.#end = watchVisitor(connection, null, {
      onTurn: (socket) => this.#live(socket === "open"),
      onMessage: (message) => {
        if (message.type !== "segment") return;
        const { seq, at, from, segment, cause, visitor = null } = message;
        this.#tell({ type: "segment", change: { seq, at, from, to: segment, cause, visitor } });
      },
    });
  }

  #close(): void {
    this.#turn += 1;
    this.#end?.();
    this.#end = null;
    this.#live(false);
  }

  #live(isLive: boolean): void {
    this.#isLive = isLive;
    this.#tell({ type: "live", isLive });
  }

  #tell(update: SiteUpdate): void {
    for (const port of this.#ports) port.postMessage(update);
  }
}
