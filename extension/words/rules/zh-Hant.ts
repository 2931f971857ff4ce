import type { RuleWords } from "./en.ts";

/** Traditional Chinese. */
export const zhHant: RuleWords = {
  joint: "條件如何組合",
  joints: {
    all: "全部成立",
    any: "任一成立",
    none: "全部不成立",
    notAll: "並非全部成立",
  },
  everyone: "沒有條件：所有人",
  empty: "沒有條件：沒有人符合",
  not: "非",
  fact: "資料",
  name: "名稱",
  operator: "比較",
  value: "值",
  list: "以逗號分隔",
  remove: "移除條件",
  addCondition: "新增條件",
  addGroup: "新增群組",
  written: "JSON 規則",
  notJson: "這不是 JSON。",
  days: "天",
  menu: {
    segment: "客群",
    purchases: "購買",
    behaviour: "行為",
    scores: "分數",
    person: "個人",
    arrival: "廣告活動",
    page: "網頁與時間",
  },
};
