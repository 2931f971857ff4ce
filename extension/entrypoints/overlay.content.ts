import type { ContentScriptDefinition } from "wxt";
import { defineContentScript } from "wxt/utils/define-content-script";
import { showOverlay } from "../views/overlay/showOverlay.tsx";

// Registered at run time, on granted sites alone: the manifest names no page.
export default defineContentScript({
  registration: "runtime",
  matches: [],
  main: () => showOverlay(),
}) as ContentScriptDefinition;
