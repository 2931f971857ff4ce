import { browser } from "wxt/browser";
import { OVERLAY_PORT, type StatusAnswer } from "../messages.ts";
import { siteOf, sitesInForce } from "./onSites.ts";
import { OverlayPort, type PortEnd } from "./overlayPort.ts";

/** All overlays that are in pages now. */
export class OverlayPorts {
  readonly #ports = new Set<OverlayPort>();

  /** Takes a port from an overlay in a page's top frame, and no other; the overlay of a site not in force is told to go. */
  accept(port: PortEnd): void {
    const { id, tab, frameId, url } = port.sender ?? {};
    const origin = siteOf(url);
    if (
      port.name !== OVERLAY_PORT ||
      id !== browser.runtime.id ||
      tab?.id === undefined ||
      frameId !== 0 ||
      origin === null
    ) {
      port.disconnect();
      return;
    }
    const overlay = new OverlayPort(port, origin, tab.id);
    this.#ports.add(overlay);
    port.onDisconnect.addListener(() => this.#ports.delete(overlay));
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

  /** Connection or language changed. */
  renew(): void {
    for (const overlay of this.#ports) overlay.renew();
  }

  status(tabId: number): StatusAnswer {
    return [...this.#ports].find((overlay) => overlay.tabId === tabId)?.status() ?? null;
  }
}
