import * as v from "valibot";
import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { PageRequestSchema, type StatusAnswer, type TestAnswer } from "../messages.ts";
import { settings } from "../settings.ts";
import { testConnection } from "../state/connection.ts";
import { registerOverlay } from "../state/onSites.ts";
import { OverlayPorts } from "../state/overlayPorts.ts";

export default defineBackground(() => {
  // Content scripts share a process with the page: the token is not for them. Firefox has no such switch, and its session storage is closed already.
  void browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
  const ports = new OverlayPorts();
  // A grant and the wish for it are told apart, a moment from one another: one registration after the other.
  let granting: Promise<unknown> = Promise.resolve();
  const regrant = () => {
    granting = granting.then(() => Promise.all([registerOverlay(), ports.turnOffWhereOver()])).catch(console.error);
  };
  const renew = () => ports.renew();

  browser.runtime.onConnect.addListener((port) => ports.accept(port));
  browser.runtime.onStartup.addListener(regrant);
  browser.runtime.onInstalled.addListener(regrant);
  browser.permissions.onAdded.addListener(regrant);
  browser.permissions.onRemoved.addListener(regrant);
  settings.sites.watch(regrant);
  for (const item of [settings.address, settings.sessionToken, settings.lastingToken, settings.language])
    item.watch(renew);

  browser.runtime.onMessage.addListener((message, sender, answer: (value: TestAnswer | StatusAnswer) => void) => {
    // Only the extension's own pages ask here; an overlay has its port.
    if (sender.id !== browser.runtime.id || sender.url?.startsWith(`${location.origin}/`) !== true) return false;
    const request = v.safeParse(PageRequestSchema, message);
    if (!request.success) return false;
    if (request.output.type === "status") answer(ports.status(request.output.tabId));
    else void testConnection(request.output).then(answer);
    return request.output.type === "test";
  });
});
