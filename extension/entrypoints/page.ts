import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { connectPage } from "../state/connectPage.ts";

// Registered at run time, on granted sites alone. No content script of WXT's: that one makes itself known by an event which the page can hear.
export default defineUnlistedScript(() => connectPage()) as UnlistedScriptDefinition;
