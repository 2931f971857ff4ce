import type { LibraryWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: LibraryWords = {
  title: "素材庫",
  about: "任何版位的素材都可顯示這些內容。在此修改，所有顯示處都會跟著改變。",
  none: "還沒有內容：把素材的內容放入素材庫，即可在其他版位顯示。",
  add: "新增項目",
  pieceOf: (key) => `素材庫 · ${key}`,
  shownBy: (snippets) => `由 ${snippets} 顯示`,
  unused: "未在任何地方顯示",
  uses: "顯示位置",
  remove: "移除此項目",
  inUse: "它正在顯示，因此無法移除。請先為這些素材換上其他內容：",
  put: "放入素材庫",
  edit: "編輯項目",
  own: "複製一份，僅在此修改",
  taken: "已有同名的項目。",
};
