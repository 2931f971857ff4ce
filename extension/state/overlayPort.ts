import * as v from "valibot";
import { type Browser, browser } from "wxt/browser";
import {
  type OverlayRequest,
  OverlayRequestSchema,
  type OverlayUpdate,
  type Shown,
  type StatusAnswer,
  type Wanted,
} from "../messages.ts";
import { settings } from "../settings.ts";
import { type Language, pickLanguage } from "../words/languages.ts";
import { isBadgeShown, showBadge } from "./badges.ts";
import { bringOverlay, type PageAddress } from "./bringOverlay.ts";
import { isAllowed, readConnection } from "./connection.ts";
import { FollowedSlots } from "./followSlots.ts";
import { FollowedVisitor } from "./followVisitor.ts";
import { siteOf, sitesInForce } from "./onSites.ts";
import { showOnToolbar } from "./toolbar.ts";

/** So many events the card shows, its newest ones: a page has no use for more, and each costs its main thread something. */
const CARD_EVENTS = 8;

/** What the background needs of the port to an overlay. */
export interface PortEnd {
  readonly name: string;
  readonly sender?: Pick<Browser.runtime.MessageSender, "id" | "url" | "frameId" | "documentId"> & {
    readonly tab?: { readonly id?: number | undefined } | undefined;
  };
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(update: OverlayUpdate): void;
  disconnect(): void;
}

/** One page as the background sees it: who its visitor is, and what its overlay asks and shows, if one stands there. */
export class OverlayPort {
  readonly origin: string;
  readonly tabId: number;
  readonly #port: PortEnd;
  readonly #onIdentity: () => void;
  #followed: FollowedVisitor | null = null;
  #slots: FollowedSlots | null = null;
  #slotKeys: readonly string[] | null = null;
  readonly #documentId: string | undefined;
  #isOver = false;
  #isShown = true;
  /** The language of the overlay in the page, null where there is none. */
  #speaks: string | null = null;
  #language: Language = "en";
  /** What the page said of its visitor: nothing while it rests. */
  #anonymousId: string | null | undefined;
  #wanted: Wanted | null = null;
  #shown: Pick<Shown, "standing" | "visitor" | "facts" | "host" | "isOpen">;
  /** Requests are answered one after another, the first once the overlay knows its place. */
  #queue: Promise<void>;

  /** @param onIdentity called when the page has named somebody, or nobody */
  constructor(port: PortEnd, origin: string, tabId: number, onIdentity: () => void = () => {}) {
    this.#onIdentity = onIdentity;
    this.#port = port;
    this.origin = origin;
    this.tabId = tabId;
    this.#documentId = port.sender?.documentId;
    this.#shown = { standing: "looking", visitor: null, facts: null, host: null, isOpen: false };
    this.#queue = this.#greet();
    port.onMessage.addListener((message: unknown) => {
      const request = v.safeParse(OverlayRequestSchema, message);
      if (request.success) this.#enqueue(() => this.#answer(request.output));
    });
    port.onDisconnect.addListener(() => this.end());
  }

  /** Whom the page named: null where nobody, undefined while it rests or has not said. */
  get anonymousId(): string | null | undefined {
    return this.#anonymousId;
  }

  /** Connection or language changed: greet and look again. */
  renew(): void {
    this.#enqueue(async () => {
      await this.#greet();
      await this.#look();
    });
  }

  /** The marketer shows or hides the badge on some site. */
  showOrHide(): void {
    this.#enqueue(async () => {
      if ((await isBadgeShown(this.origin)) === this.#isShown) return;
      await this.#greet();
      await this.#look();
    });
  }

  status(): NonNullable<StatusAnswer> {
    const { standing, visitor, facts, host } = this.#shown;
    return { standing, visitor, facts, host };
  }

  /** Takes the overlay out of its page. */
  turnOff(): void {
    this.#isOver = true;
    this.#post({ type: "off" });
    this.end();
    this.#port.disconnect();
    showOnToolbar(this.tabId, "off");
  }

  end(): void {
    this.#forget();
    this.#anonymousId = undefined;
  }

  #forget(): void {
    this.#followed?.end();
    this.#slots?.end();
    this.#followed = null;
    this.#slots = null;
  }

  /** Says where to stand and how to speak; on a site that is not in force, to go. */
  async #greet(): Promise<void> {
    if (!(await sitesInForce()).includes(this.origin)) return this.turnOff();
    const [language, places, opened, address, aheadMs] = await Promise.all([
      settings.language.getValue(),
      settings.places.getValue(),
      settings.opened.getValue(),
      settings.address.getValue(),
      settings.clockAheadMs.getValue(),
    ]);
    this.#isShown = await isBadgeShown(this.origin);
    showOnToolbar(this.tabId, "on");
    const speech = pickLanguage(language, navigator.languages);
    this.#language = speech.language;
    this.#show({
      ...speech,
      aheadMs,
      place: places[this.origin] ?? null,
      isOpen: opened[this.origin] ?? false,
      host: address === null ? null : new URL(address.origin).host,
    });
  }

  async #answer(request: OverlayRequest): Promise<void> {
    if (this.#isOver) return;
    switch (request.type) {
      case "watch":
        this.#anonymousId = request.anonymousId;
        this.#speaks = request.speaks;
        this.#onIdentity();
        return this.#look();
      case "rest":
        return this.end();
      case "retry":
        return this.#look();
      case "open":
        // The overlay has opened already; to tell it so would undo what was pressed since.
        this.#shown = { ...this.#shown, isOpen: request.isOpen };
        this.#followed?.detail(request.isOpen);
        return settings.opened.setValue({ ...(await settings.opened.getValue()), [this.origin]: request.isOpen });
      case "explain":
        this.#wanted = request.wanted;
        return this.#followed?.explain(request.wanted);
      case "slots":
        this.#slotKeys = request.keys;
        return this.#slots?.want(request.keys);
      case "hide":
        await settings.opened.setValue({ ...(await settings.opened.getValue()), [this.origin]: false });
        return showBadge(this.origin, false);
      case "place":
        return settings.places.setValue({ ...(await settings.places.getValue()), [this.origin]: request.place });
      case "options":
        return browser.runtime.openOptionsPage();
    }
  }

  /** Puts the overlay into the page or takes it out, whichever it is not yet. */
  async #arrange(): Promise<void> {
    const language = this.#isShown ? this.#language : null;
    if (this.#speaks === language) return;
    if (language === null) {
      this.#speaks = null;
      return this.#post({ type: "hide" });
    }
    const page: PageAddress = { tabId: this.tabId, documentId: this.#documentId };
    if (await bringOverlay(page, language)) this.#speaks = language;
  }

  /** Begins to follow whom the page named, where somebody looks: a page without its badge asks nothing of the Worker. */
  async #look(): Promise<void> {
    const anonymousId = this.#anonymousId;
    if (anonymousId === undefined || this.#isOver) return;
    this.#forget();
    await this.#arrange();
    if (!this.#isShown || this.#isOver) return;
    const nobody = { visitor: null, history: null, events: null, explained: null, slots: null, isLive: false };
    if (anonymousId === null) return this.#show({ ...nobody, standing: "no-visitor" });
    const connection = await readConnection();
    if (connection === null) return this.#show({ ...nobody, standing: "not-connected" });
    if (!(await isAllowed(connection.origin))) return this.#show({ ...nobody, standing: "not-allowed" });
    this.#show({ ...nobody, standing: "looking" });
    this.#followed = new FollowedVisitor(connection, anonymousId, this.#shown.isOpen, (changes) => {
      const { events } = changes;
      this.#show(events ? { ...changes, events: events.slice(0, CARD_EVENTS) } : changes);
      if (changes.visitor) this.#slots?.refresh();
      if (changes.visitor === null) this.#slots?.forget();
    });
    this.#followed.explain(this.#wanted);
    this.#slots = new FollowedSlots(
      connection,
      anonymousId,
      () => this.#pageAddress(),
      (slots) => this.#show({ slots }),
    );
    this.#slots.want(this.#slotKeys);
    // Not waited for: the overlay may ask for something else meanwhile.
    void this.#followed.read();
  }

  /** Where the tab is now, as the browser says: a page names no address. Null once it has left the site. */
  async #pageAddress(): Promise<string | null> {
    const { url } = await browser.tabs.get(this.tabId);
    return url !== undefined && siteOf(url) === this.origin ? url : null;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => console.error("overlay request failed", error));
  }

  #show(changes: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...changes };
    this.#post({ type: "show", changes });
  }

  #post(update: OverlayUpdate): void {
    try {
      this.#port.postMessage(update);
    } catch {
      // The page went while an answer was under way.
      this.end();
    }
  }
}
