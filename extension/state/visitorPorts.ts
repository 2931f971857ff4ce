import * as v from "valibot";
import { type ShownVisitor, type VisitorRequest, VisitorRequestSchema, type Wanted, type Whom } from "../messages.ts";
import { isAllowed, readConnection } from "./connection.ts";
import { FollowedVisitor } from "./followVisitor.ts";
import { forgetKept, type KeptVisitor, keepForLater, presentEra, recallVisitor } from "./keptAnswers.ts";
import type { OverlayPorts } from "./overlayPorts.ts";

/** What the background needs of a page's port. */
interface VisitorPortEnd {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(changes: Partial<ShownVisitor>): void;
}

const NOBODY = {
  ...{ visitor: null, history: null, events: null, explained: null },
  ...{ isLive: false, keptAt: null },
} as const;

/** What is kept of a visitor is written when it has been still for so long. */
const SETTLE_MS = 1_000;

/** The visitors that the extension's own pages follow, each over its port. */
export class VisitorPorts {
  readonly #tabs: OverlayPorts;
  readonly #ports = new Set<VisitorPort>();

  /** @param tabs say who is in a tab */
  constructor(tabs: OverlayPorts) {
    this.#tabs = tabs;
  }

  accept(port: VisitorPortEnd): void {
    const visitor = new VisitorPort(port, this.#tabs);
    this.#ports.add(visitor);
    port.onDisconnect.addListener(() => {
      this.#ports.delete(visitor);
      visitor.end();
    });
  }

  /** The connection is another one, or none. */
  renew(): void {
    for (const visitor of this.#ports) visitor.look();
  }
}

class VisitorPort {
  readonly #port: VisitorPortEnd;
  readonly #tabs: OverlayPorts;
  #leaveTab = () => {};
  /** Undefined: nobody was named yet. */
  #id: string | null | undefined;
  #wanted: Wanted | null = null;
  #followed: FollowedVisitor | null = null;
  #turn = 0;
  #shown: Partial<ShownVisitor> = {};
  /** Keeps what is shown, where that is not done yet. */
  #keep: (() => void) | null = null;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(port: VisitorPortEnd, tabs: OverlayPorts) {
    this.#port = port;
    this.#tabs = tabs;
    port.onMessage.addListener((message) => {
      const request = v.safeParse(VisitorRequestSchema, message);
      if (request.success) this.#answer(request.output);
    });
  }

  /** Begins anew with whoever is named. */
  look(): void {
    void this.#look();
  }

  end(): void {
    this.#turn += 1;
    this.#leaveTab();
    this.#leaveTab = () => {};
    this.#followed?.end();
    this.#followed = null;
    clearTimeout(this.#settling);
    this.#keep?.();
  }

  #answer(request: VisitorRequest): void {
    switch (request.type) {
      case "retry":
        this.look();
        break;
      case "follow":
        this.#follow(request.whom);
        break;
      case "explain":
        this.#wanted = request.wanted;
        this.#followed?.explain(request.wanted);
    }
  }

  #follow(whom: Whom | null): void {
    this.end();
    this.#id = undefined;
    if (whom?.by === "id") this.#name(whom.id);
    if (whom?.by !== "tab") return;
    this.#leaveTab = this.#tabs.followTab(whom.tabId, (id) => {
      // A page that loads anew says nothing for a moment: whoever was there stays to be seen until it does.
      if (id !== undefined) this.#name(id);
    });
  }

  #name(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.look();
  }

  async #look(): Promise<void> {
    this.#followed?.end();
    this.#followed = null;
    this.#turn += 1;
    const turn = this.#turn;
    const id = this.#id;
    if (id === undefined) return;
    if (id === null) return this.#port.postMessage({ ...NOBODY, standing: "no-visitor" });
    this.#port.postMessage({ ...NOBODY, standing: "looking" });
    const connection = await readConnection();
    const isReachable = connection !== null && (await isAllowed(connection.origin));
    if (turn !== this.#turn) return;
    if (connection === null) return this.#port.postMessage({ standing: "not-connected" });
    if (!isReachable) return this.#port.postMessage({ standing: "not-allowed" });
    await this.#showKept(id);
    if (turn !== this.#turn) return;
    this.#followed = new FollowedVisitor(connection, id, true, (changes) => this.#show(id, changes));
    this.#followed.explain(this.#wanted);
    void this.#followed.read();
  }

  /** What was last known of them, to be seen until the Worker answers, or if it does not. */
  async #showKept(id: string): Promise<void> {
    const kept = await recallVisitor(id);
    this.#shown = {};
    if (kept !== null && this.#id === id) this.#port.postMessage({ ...kept.value, keptAt: kept.at });
  }

  #show(id: string, changes: Partial<ShownVisitor>): void {
    if (changes.standing === "refused") void forgetKept().catch(console.error);
    const isNew = "visitor" in changes;
    this.#shown = { ...this.#shown, ...changes };
    this.#port.postMessage(isNew ? { ...changes, keptAt: null } : changes);
    const { visitor, history, events, facts } = this.#shown;
    if (!visitor || !history || !events || !facts) return;
    const era = presentEra();
    const keep = () => {
      this.#keep = null;
      void keepForLater("shown", { params: { id } }, { visitor, history, events, facts } satisfies KeptVisitor, era);
    };
    this.#keep = keep;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(keep, SETTLE_MS);
  }
}
