import type { HeldWords } from "./en.ts";

/** What a visitor's own page says of what is held, in Traditional Chinese. */
export const zhHant: HeldWords = {
  held: "保存的資料",
  name: "在此的名稱",
  firstSeen: "首次造訪",
  lastSeen: "最近造訪",
  visits: "造訪次數",
  pageViews: "頁數",
  orders: "訂單",
  revenue: "消費金額",
  traits: "關於您的資訊",
  group: "您的分群",
  groupText: (name, date) => `您自 ${date} 起屬於「${name}」。網站可據此選擇要顯示給您的內容。`,
  earlier: "先前的分群",
  scores: "您的分數",
  scoresText:
    "分數從 1（最少）到 5（最多）。每一項計算您在一段時間內的某個數值，並與網站設定的界線或所有訪客的界線比較。",
  families: { rfm: "購買", rfe: "參與", rfd: "時間" },
  dimensions: {
    recency: "距離上次的天數",
    frequency: "次數",
    monetary: "消費金額",
    engagement: "行為所得點數",
    duration: "停留時間",
  },
  value: "數值",
  score: "分數",
  orderList: "您的訂單",
  refunded: "已取消",
  events: "最近發生的事",
  eventsText: "完整內容在下載的檔案裡。",
  consent: "您的選擇",
  yes: "同意",
  no: "拒絕",
};
