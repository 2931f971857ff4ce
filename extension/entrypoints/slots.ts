import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { slotsInPage } from "../state/slotsInPage.ts";

// Brought by the side panel; what it answers with is the script's result.
export default defineUnlistedScript(() => slotsInPage()) as UnlistedScriptDefinition;
