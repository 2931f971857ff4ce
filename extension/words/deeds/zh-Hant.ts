import type { DeedWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: DeedWords = {
  kinds: { write: "寫入金鑰", server: "伺服器金鑰", identity: "身分密鑰", decision: "決策金鑰" },
  "site.open": (name) => `建立網站 ${name}`,
  "site.close": (name) => `關閉網站 ${name}`,
  "site.restore": () => "從備份還原網站",
  "config.draft": () => "儲存草稿",
  "config.discard": () => "捨棄草稿",
  "config.publish": (version) => `發布版本 ${version}`,
  "config.rollback": (version, earlier) => `回到版本 ${earlier}，成為版本 ${version}`,
  "config.schedule": (when) => `排定於 ${when} 發布`,
  "config.schedule.cancel": (when) => `取消 ${when} 的發布`,
  "config.schedule.lapse": (when) => `在 ${when} 的排定發布之前先行發布，該排定失效`,
  "token.create": (name, role) => `建立權杖 ${name}，角色 ${role}`,
  "token.revoke": (name, role) => `撤銷權杖 ${name}，角色 ${role}`,
  "key.rotate": (kind) => `更換${kind}`,
  "visitor.link": () => "連結兩位訪客",
  "visitor.unlink": () => "取消兩位訪客的連結",
  "visitor.export": () => "匯出一位訪客的資料",
  "visitor.erase": () => "清除一位訪客",
  "visitor.withdraw": () => "撤回同意，並被清除",
  "visitor.counted": (action: string, count: string, day: string) =>
    `${day} 另有 ${count} 筆訪客的「${action}」記錄，只計數量`,
  "preview.create": () => "建立預覽連結",
  refused: (call) => `被拒絕：${call}`,
};
