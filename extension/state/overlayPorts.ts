import { browser } from "wxt/browser";
import type { StatusAnswer } from "../messages.ts";
import { siteOf, sitesInForce } from "./onSites.ts";
import { OverlayPort, type PortEnd } from "./overlayPort.ts";
import { PAGE_PORT } from "./pageLink.ts";

/** All pages that the extension is on in now. */
export class OverlayPorts {
  readonly #ports = new Set<OverlayPort>();
  readonly #followers = new Set<{ readonly tabId: number; readonly hear: () => void }>();

  /** Takes a port from an overlay in a page's top frame, and no other; the overlay of a site not in force is told to go. */
  accept(port: PortEnd): void {
    const { id, tab, frameId, url } = port.sender ?? {};
    const origin = siteOf(url);
    if (
      port.name !== PAGE_PORT ||
      id !== browser.runtime.id ||
      tab?.id === undefined ||
      frameId !== 0 ||
      origin === null
    ) {
      port.disconnect();
      return;
    }
    const overlay = new OverlayPort(port, origin, tab.id, () => this.#named(overlay.tabId));
    this.#ports.add(overlay);
    port.onDisconnect.addListener(() => {
      this.#ports.delete(overlay);
      this.#named(overlay.tabId);
    });
  }

  /** Sites or grants changed: overlays on other sites go. */
  async turnOffWhereOver(): Promise<void> {
    const sites = await sitesInForce();
    for (const overlay of this.#ports) {
      if (sites.includes(overlay.origin)) continue;
      this.#ports.delete(overlay);
      overlay.turnOff();
    }
  }

  /** The badge was shown or hidden on some site. */
  showOrHide(): void {
    for (const overlay of this.#ports) overlay.showOrHide();
  }

  /** Connection or language changed. */
  renew(): void {
    for (const overlay of this.#ports) overlay.renew();
  }

  status(tabId: number): StatusAnswer {
    return this.#inTab(tabId)?.status() ?? null;
  }

  /**
   * Tells whom a tab's page names, now and at every change: null for nobody, undefined while it says nothing.
   *
   * @returns ends it
   */
  followTab(tabId: number, tell: (anonymousId: string | null | undefined) => void): () => void {
    const follower = { tabId, hear: () => tell(this.#inTab(tabId)?.anonymousId) };
    this.#followers.add(follower);
    follower.hear();
    return () => this.#followers.delete(follower);
  }

  #inTab(tabId: number): OverlayPort | undefined {
    return [...this.#ports].findLast((overlay) => overlay.tabId === tabId);
  }

  #named(tabId: number): void {
    for (const follower of this.#followers) if (follower.tabId === tabId) follower.hear();
  }
}
