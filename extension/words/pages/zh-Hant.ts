import { zhHant as answers } from "../answers/zh-Hant.ts";
import { zhHant as audit } from "../audit/zh-Hant.ts";
import { zhHant as dashboard } from "../dashboard/zh-Hant.ts";
import { zhHant as editor } from "../editor/zh-Hant.ts";
import { zhHant as experiments } from "../experiments/zh-Hant.ts";
import { zhHant as library } from "../library/zh-Hant.ts";
import { zhHant as panel } from "../panel/zh-Hant.ts";
import { zhHant as rules } from "../rules/zh-Hant.ts";
import { zhHant as scoring } from "../scoring/zh-Hant.ts";
import { zhHant as sightings } from "../sightings/zh-Hant.ts";
import type { PageWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: PageWords = {
  options: {
    title: "RFEdge 設定",
    connection: "連線",
    connectionAbout: "RFEdge 在貴公司自己的伺服器（Worker）上執行。請向管理員索取位址、網站與行銷權杖。",
    address: "Worker 位址",
    addressHint: "例如 https://edge.example",
    site: "網站",
    siteHint: "網站的代號，例如 demo",
    token: "行銷權杖",
    tokenHint: "以 mt_ 開頭。只保存在擴充功能中，任何網頁都無法讀取。",
    showToken: "顯示",
    hideToken: "隱藏",
    remember: "關閉瀏覽器後保持連線",
    connect: "連線",
    connecting: "連線中…",
    connected: (host) => `已連線至 ${host}`,
    visitors: { one: "位訪客", other: "位訪客" },
    test: "測試連線",
    testing: "測試中…",
    testPassed: (visitors) => `連線正常：網站有 ${visitors}。`,
    disconnect: "中斷連線",
    disconnected: "已中斷連線，並清除位址與權杖。",
    change: "變更",
    cancel: "取消",
    badAddress: "請輸入位址，例如 https://edge.example。",
    plainAddress: "請輸入 https 位址：使用 http 時，權杖可能在傳輸途中遭讀取。只有本機位址可以使用 http。",
    badSite: "請輸入網站的代號：小寫字母、數字與連字號。",
    badToken: "請輸入行銷權杖：以 mt_ 開頭。",
    notGranted: (host) => `瀏覽器未獲准讀取 ${host}，因此沒有連線。請再按一次「連線」並允許。`,
    unknownSite: (site) => `這裡沒有網站 ${site}，或權杖屬於另一個網站。`,
    sites: "已啟用浮動視窗的網站",
    sitesAbout: "浮動視窗只會出現在已啟用的網站。擴充功能在其他網站不會有任何動作。",
    noSites: "還沒有。請開啟商店的網頁，然後按工具列的 RFEdge。",
    notInForce: "瀏覽器不允許",
    turnOffSite: "停用",
    language: "語言",
    languageAuto: "與瀏覽器相同",
  },

  keys: {
    title: "按鍵",
    onThisPage: "在此頁面",
    anywhere: "瀏覽器中任何地方的按鍵",
    sidePanel: "開啟側邊面板",
    dashboard: "開啟儀表板",
    search: "在側邊面板搜尋訪客",
    toggleBadge: "在此網站顯示或隱藏標記",
    list: "列出按鍵",
    none: "未設定",
    change: "變更這些按鍵",
    changeFirefox: "開啟 about:addons，按齒輪，再選擇「管理擴充套件快速鍵」。",
    close: "關閉",
  },

  guide: {
    title: "三個步驟開始使用",
    allDone: "全部設定完成",
    connect: "連線",
    connectAbout: "在下方填入 RFEdge 的位址、網站與行銷權杖。",
    demoAbout: (command, says) =>
      `想先試用：執行 ${command}，在此填入示範資料，再貼上指令在「${says}」之後顯示的內容。`,
    useDemo: "使用示範",
    openShop: "開啟商店",
    openShopAbout: "在另一個分頁開啟商店的任何網頁。",
    openDemo: "開啟示範商店",
    press: "按工具列上的 RFEdge",
    pressAbout: "並為商店啟用。若看不到按鈕，請按瀏覽器的拼圖圖示。",
    done: "完成",
    hide: "關閉導覽",
    show: "顯示入門導覽",
  },

  answers,
  audit,
  dashboard,
  editor,
  experiments,
  library,
  panel,
  rules,
  scoring,
  sightings,

  popup: {
    turnOn: (host) => `在 ${host} 啟用`,
    turnOff: (host) => `在 ${host} 停用`,
    isOn: "已啟用",
    isOff: "已停用",
    about: "顯示此網頁的訪客對商店而言是誰：客群、分數與行為。只在此網站運作，可隨時停用。",
    denied: "瀏覽器不允許。請再按一次按鈕，重新詢問。",
    noSite: "浮動視窗可在網頁上使用。請開啟商店的網頁，再按一次 RFEdge。",
    notConnected: "請先連線至 RFEdge，才會有資料可看。",
    starting: "浮動視窗即將出現在網頁上。",
    badge: "網頁上的標記",
    badgeHidden: "已在此網站隱藏：網頁與訪客看到的相同。",
  },
};
