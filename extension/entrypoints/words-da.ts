import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { da } from "../words/da.ts";
import { learn } from "../words/learnt.ts";

export default defineUnlistedScript(() => learn({ language: "da", words: da })) as UnlistedScriptDefinition;
