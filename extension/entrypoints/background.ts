import * as v from "valibot";
import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { PageRequestSchema, SITE_PORT, VISITOR_PORT } from "../messages.ts";
import { settings } from "../settings.ts";
import { callForPage } from "../state/callForPage.ts";
import { testConnection } from "../state/connection.ts";
import { forgetWithConnection } from "../state/keptAnswers.ts";
import { registerPage, toggleBadge } from "../state/onSites.ts";
import { OverlayPorts } from "../state/overlayPorts.ts";
import { wishToSearch } from "../state/searchWish.ts";
import { showSidePanel } from "../state/showSidePanel.ts";
import { SitePorts } from "../state/sitePorts.ts";
import { VisitorPorts } from "../state/visitorPorts.ts";

/** What browsers tell of an installation; only Firefox says whether it is for the session alone. */
interface Installed {
  readonly reason: string;
  readonly temporary?: boolean;
}

export default defineBackground(() => {
  // Content scripts share a process with the page: the token is not for them. Firefox has no such switch, and its session storage is closed already.
  void browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  forgetWithConnection();
  const ports = new OverlayPorts();
  const sitePorts = new SitePorts();
  const visitorPorts = new VisitorPorts(ports);
  // A grant and the wish for it are told apart, a moment from one another: one registration after the other.
  let granting: Promise<unknown> = Promise.resolve();
  const regrant = () => {
    granting = granting.then(() => Promise.all([registerPage(), ports.turnOffWhereOver()])).catch(console.error);
  };
  const renew = () => {
    ports.renew();
    sitePorts.renew();
    visitorPorts.renew();
  };
  // Only the extension's own pages ask here; an overlay has its port.
  const isOwnPage = (sender: { id?: string; url?: string } | undefined) =>
    sender?.id === browser.runtime.id && sender.url?.startsWith(`${location.origin}/`) === true;

  browser.runtime.onConnect.addListener((port) => {
    const own = { [SITE_PORT]: sitePorts, [VISITOR_PORT]: visitorPorts }[port.name];
    if (own === undefined) ports.accept(port);
    else if (isOwnPage(port.sender)) own.accept(port);
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === "side-panel" && tab?.id !== undefined) void showSidePanel(tab.id);
    if (command === "dashboard") void browser.tabs.create({ url: "dashboard.html" });
    if (command === "search" && tab?.id !== undefined) {
      void showSidePanel(tab.id);
      wishToSearch();
    }
    if (command === "toggle-badge") void toggleBadge(tab?.url);
  });
  browser.runtime.onStartup.addListener(regrant);
  browser.runtime.onInstalled.addListener(({ reason, temporary }: Installed) => {
    regrant();
    // Of a developer's own, which goes with the browser's session, everything is known.
    if (reason === "install" && temporary !== true) void browser.tabs.create({ url: "options.html" });
  });
  browser.permissions.onAdded.addListener(regrant);
  browser.permissions.onRemoved.addListener(regrant);
  settings.sites.watch(regrant);
  settings.hidden.watch(() => ports.showOrHide());
  settings.clockAheadMs.watch(() => ports.renew());
  for (const item of [settings.address, settings.sessionToken, settings.lastingToken, settings.language])
    item.watch(renew);

  browser.runtime.onMessage.addListener((message, sender, answer: (value: unknown) => void) => {
    const request = v.safeParse(PageRequestSchema, message);
    if (!isOwnPage(sender) || !request.success) return false;
    if (request.output.type === "status") answer(ports.status(request.output.tabId));
    else if (request.output.type === "test") void testConnection(request.output).then(answer);
    else void callForPage(request.output.what, request.output).then(answer);
    return request.output.type !== "status";
  });
});
