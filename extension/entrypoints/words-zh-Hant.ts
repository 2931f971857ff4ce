import type { UnlistedScriptDefinition } from "wxt";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { learn } from "../words/learnt.ts";
import { zhHant } from "../words/zh-Hant.ts";

export default defineUnlistedScript(() => learn({ language: "zh-Hant", words: zhHant })) as UnlistedScriptDefinition;
