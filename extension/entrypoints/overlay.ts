import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { showOverlay } from "../views/overlay/showOverlay.tsx";

// Brought by the background, after the words that it speaks.
export default defineUnlistedScript(() => showOverlay()) as UnlistedScriptDefinition;
