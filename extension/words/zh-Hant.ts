import { zhHant as segments } from "#shared/segments/names/zhHant";
import type { Words } from "./en.ts";
import { zhHant as explanation } from "./explanation/zh-Hant.ts";
import { zhHant as slots } from "./slots/zh-Hant.ts";

/** Traditional Chinese. */
export const zhHant: Words = {
  units: { day: "天", hour: "小時", minute: "分鐘", second: "秒" },
  now: "現在",
  ago: (span) => `${span}前`,
  since: (span) => `已 ${span}`,
  none: "—",

  segments,
  segmentIsNow: (segment) => `目前客群為${segment}`,
  causes: {
    event: "因事件",
    time: "因時間經過",
    model: "因模型變更",
    link: "因連結",
    unlink: "因解除連結",
    refund: "因退款",
    import: "因匯入",
  },
  becomes: (segment, span) => `若未購買，${span}後成為${segment}`,
  becomesNow: (segment) => `現在轉為${segment}`,
  staysUntilEvent: "不會單因時間經過而改變",

  families: {
    rfm: { name: "RFM", about: "購買" },
    rfe: { name: "RFE", about: "互動" },
    rfd: { name: "RFD", about: "停留時間" },
  },
  familiesOfScores: "分數類別",
  dimensions: {
    recency: "新近度",
    frequency: "頻率",
    monetary: "金額",
    engagement: "互動度",
    duration: "時長",
  },
  tiers: {
    long: "很久以前",
    medium: "中等",
    short: "最近",
    occasional: "偶爾",
    regular: "定期",
    often: "經常",
    thrifty: "節省",
    average: "一般",
    premium: "高消費",
    low: "低",
    high: "高",
  },
  columns: { dimension: "維度", value: "數值", score: "分數", tier: "層級", next: "下一級" },
  scoreOf5: (score) => `${score} 分，滿分 5 分`,
  noScore: "無分數",
  next: (gap, score) => `${gap} → ${score}`,
  more: (amount) => `再 ${amount}`,
  after: (span) => `${span}後`,
  orders: { one: "筆訂單", other: "筆訂單" },
  sessions: { one: "個工作階段", other: "個工作階段" },
  points: { one: "點", other: "點" },
  noOrdersYet: "尚無訂單：從第一筆購買開始計分。",

  prospect: "潛在顧客",
  customer: "顧客",
  anonymous: "未登入",
  lastOrder: (ago) => `最近一筆訂單在 ${ago}`,

  history: "歷程",
  chartLabel: (family) => `客群與 ${family} 分數的變化`,
  chartHint: "按方向鍵逐一讀出每次變更。",
  asTable: "表格",
  asChart: "圖表",
  allTime: "所有時間",
  when: "時間",
  segment: "客群",
  cause: "原因",
  noChangesYet: "客群與分數一有變更，就會顯示在這裡。",

  explanation,
  slots,

  events: "事件",
  live: "即時",
  notLive: "非即時",
  noEventsYet: "訪客的行為與獲得的點數會顯示在這裡。",
  eventKinds: {
    page: "網頁",
    screen: "畫面",
    track: "事件",
    identify: "已登入",
    alias: "ID 已合併",
    group: "群組",
  },
  loading: "讀取中…",

  overlay: "RFEdge：此網頁的訪客",
  open: "顯示詳細資料",
  close: "關閉詳細資料",
  hide: "在此網站隱藏。可從工具列的 RFEdge 重新顯示。",
  move: "移動：拖曳，或按方向鍵",
  settings: "設定",
  openSettings: "開啟設定",
  retry: "再試一次",

  looking: { badge: "尋找中", title: "正在尋找訪客" },
  noVisitor: {
    badge: "此處沒有訪客",
    title: "此網頁還沒有訪客",
    detail:
      "RFEdge 與 Segment 的代碼都還沒有給這個瀏覽器 ID。一旦有了 ID 就會顯示資料：請確認網頁上有代碼，而且同意設定允許追蹤。",
  },
  notConnected: {
    badge: "未連線",
    title: "尚未連線",
    detail: "請指定 RFEdge 的位址，以及用來讀取的行銷權杖。",
  },
  troubles: {
    unreachable: {
      title: "RFEdge 沒有回應",
      detail: (host) => `${host} 沒有回應。商店仍可正常運作，並顯示原有內容。`,
    },
    refused: {
      title: "權杖不被接受",
      detail: (host) =>
        `${host} 無法辨識此行銷權杖：可能已撤銷、已過期，或屬於另一個網站。請索取新的權杖，並在設定中輸入。`,
    },
    forbidden: {
      title: "此權杖無法讀取訪客",
      detail: () => "需要 viewer、editor 或 admin 角色。請索取這樣的權杖，並在設定中輸入。",
    },
    unknown: {
      title: "尚未見過",
      detail: () => "這個瀏覽器已有 ID，但還沒有儲存任何事件。第一個事件儲存後就會顯示資料。",
    },
    unreadable: {
      title: "無法讀取回應",
      detail: (host) => `${host} 有回應，但不像 RFEdge。請檢查設定中的位址；若位址正確，則其中一方需要更新。`,
    },
    "not-allowed": {
      title: "瀏覽器封鎖了連線",
      detail: (host) => `擴充功能已不能讀取 ${host}。請在設定中重新連線以允許。`,
    },
  },
  badges: {
    unreachable: "沒有回應",
    refused: "權杖被拒",
    forbidden: "沒有權限",
    unknown: "尚未見過",
    unreadable: "無法讀取",
    "not-allowed": "已封鎖",
  },
  stale: "RFEdge 沒有回應：這些數字可能不是最新的。正在重試。",
};
