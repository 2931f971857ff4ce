import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { de } from "../words/de.ts";
import { learn } from "../words/learnt.ts";

export default defineUnlistedScript(() => learn({ language: "de", words: de })) as UnlistedScriptDefinition;
