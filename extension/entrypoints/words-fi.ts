import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { fi } from "../words/fi.ts";
import { learn } from "../words/learnt.ts";

export default defineUnlistedScript(() => learn({ language: "fi", words: fi })) as UnlistedScriptDefinition;
