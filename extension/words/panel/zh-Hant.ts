import type { PanelWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: PanelWords = {
  open: "開啟側邊面板",
  rooms: "檢視",
  more: "更多",

  page: { name: "此頁面" },
  content: { name: "內容" },

  visitor: {
    name: "訪客",
    notOn: "此處未啟用",
    noSite: "請開啟商店的網頁，然後按工具列的 RFEdge 在該處啟用。在此之前，可從上方搜尋任何訪客。",
    kept: (ago) => `這是 ${ago}的資料。系統會自動重新詢問 RFEdge。`,
    search: "搜尋訪客",
    searchHint: "姓名、電子郵件或 ID",
    anySegment: "所有客群",
    foundNobody: "沒有符合的人。",
    found: (shown, all) => `${shown}／${all}`,
    pinned: "已釘選",
    back: "返回",
    onPage: "在此網頁",
    pin: "釘選",
    unpin: "取消釘選",

    zoom: {
      label: "縮放",
      earlier: "較早",
      later: "較晚",
      nearer: "放大",
      farther: "縮小",
      shown: (from, to) => `${from} – ${to}`,
    },

    who: "這是誰",
    userId: "使用者 ID",
    devices: "裝置",
    firstSeen: "首次出現",
    lastSeen: "最近出現",
    visits: "工作階段",
    pageViews: { one: "次網頁瀏覽", other: "次網頁瀏覽" },
    audiences: "受眾",
    pAlive: "仍是顧客",
    conversion: "可能購買",

    orders: "訂單",
    noOrders: "還沒有訂單。",
    olderOrders: "較舊的訂單未列出。",
    cancelled: "已取消",
    refunded: (amount) => `已退款 ${amount}`,
    unconverted: (currency) => `沒有 ${currency} 的匯率：以 0 計`,

    sessions: "工作階段與事件",
    events: { one: "個事件", other: "個事件" },
    older: "顯示較舊的",
    served: (snippet, slot) => `在 ${slot} 提供「${snippet}」`,
    heldOut: (slot) => `在 ${slot} 的對照組`,

    links: "連結",
    noLinks: "沒有任何連結：一個裝置，一位訪客。",
    linkedBy: { identify: "透過登入", alias: "透過別名", marketer: "由行銷人員" },
    unlink: "解除連結",
    unlinked: "已解除連結。雙方都恢復為未連結時的狀態。",
    undo: "重新連結",
    openOther: "開啟另一位",
    linkWith: "與另一位訪客連結",
    otherId: "另一位的任一 ID",
    link: "連結",
    needsEditor: "此權杖可以檢視，但不能連結：需要 editor 角色。",
    notDone: "未完成。請再試一次。",
  },
};
