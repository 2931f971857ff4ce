import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { en } from "../words/en.ts";
import { learn } from "../words/learnt.ts";

export default defineUnlistedScript(() => learn({ language: "en", words: en })) as UnlistedScriptDefinition;
