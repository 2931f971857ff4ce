import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { pickElement } from "../views/picker/pickElement.tsx";

// Brought by the side panel, after the words that it speaks; what it answers with is the script's result.
export default defineUnlistedScript(() => pickElement()) as UnlistedScriptDefinition;
