import type { OwnWords } from "./en.ts";

/** What a visitor's own page says, in Traditional Chinese. */
export const zhHant: OwnWords = {
  title: "您的資料",
  at: (site) => `您在 ${site} 的資料`,
  lead: "本網站記錄了您哪些造訪與購買，以及您可以怎麼做。",
  browser: "在這個瀏覽器裡",
  known: "本網站以一個隨機號碼認得這個瀏覽器。您在這裡的行為都記錄在該號碼之下。",
  unknown: "這個瀏覽器在這裡沒有號碼：沒有保存任何相關資料。",
  choice: {
    granted: "您已同意記錄。",
    denied: "您已拒絕：不會記錄任何資料。",
    unknown: "您尚未在這個瀏覽器裡選擇。",
    required: "您尚未在這個瀏覽器裡選擇；未經您同意，本網站不記錄任何資料。",
    signal: "您的瀏覽器送出 Global Privacy Control。在您於此同意之前，視為拒絕。",
  },
  actions: {
    show: "顯示保存的資料",
    download: "下載（JSON）",
    refuse: "不再記錄",
    refuseText: "已保存的資料會被刪除，在您允許之前，這個瀏覽器不再記錄任何資料。",
    allow: "允許記錄",
    erase: "刪除保存的資料…",
    eraseText:
      "瀏覽的頁面、記錄在此的購買與分數將永久刪除。發票等網站帳冊另存他處，仍會保留。若其他不變，您下次造訪時將是陌生人。",
    eraseNow: "永久刪除",
  },
  nobody: "這裡沒有保存任何關於您的資料。",
  unproven:
    "這個瀏覽器屬於一位已登入的人。為了不讓他人看到，保存的資料只能從您在本網站的帳戶查看。來自這個瀏覽器的資料，您可以在此刪除。",
  failed: "沒有成功。未作任何變更。請再試一次。",
  foreign: "這項請求必須從本頁提出。請使用下方的按鈕。",
  erased: "已刪除",
  erasedText: (visitors, events, orders) => `已永久刪除。事件：${events}。訂單：${orders}。檔案：${visitors}。`,
  erasedRest: (date) => `平台為防意外而保留的副本最晚於 ${date} 消失；除此之外無人讀取。`,
  underway: "有一部分尚未回應，系統會一直重試到完成為止。",
  allowed: "您已同意。您可以隨時在此撤回。",
  rights: "誰能看到，保存多久",
  rightsText: (behaviour, customers) =>
    `本網站獲准的人員、本網站的伺服器，以及平台供應商。您的行為在 ${behaviour} 天後刪除，顧客在 ${customers} 天沒有動靜後刪除。您可以提出異議，也可以向您所在地的資料保護機關申訴。`,
  language: "語言",
};
