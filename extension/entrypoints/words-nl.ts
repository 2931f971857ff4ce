import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { learn } from "../words/learnt.ts";
import { nl } from "../words/nl.ts";

export default defineUnlistedScript(() => learn({ language: "nl", words: nl })) as UnlistedScriptDefinition;
