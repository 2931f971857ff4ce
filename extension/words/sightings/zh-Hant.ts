import type { SightingWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: SightingWords = {
  title: "誰看了誰",
  about: "按日記錄，保存時間與網站保存行為的時間相同。已清除的人，只留下曾被查看的事實。",
  of: "訪客（任一識別碼）",
  show: "顯示",
  how: {
    opened: "開啟",
    listed: "列於清單中",
    watched: "即時關注",
    followed: "即時關注整個網站",
  },
  nobody: "沒有特定的人，或其後已被清除的人",
  none: "沒有記錄。",
  older: "更早的日期",
};
