import type { SegmentNames } from "./en.ts";

/** Our segments in Traditional Chinese. */
export const zhHant: SegmentNames = {
  "anonymous-prospect": "匿名潛在顧客",
  "known-prospect": "已知潛在顧客",
  lost: "已流失顧客",
  "at-risk": "瀕臨流失顧客",
  returning: "回流顧客",
  new: "新顧客",
  vip: "VIP",
  "developing-2": "成長顧客 2",
  established: "穩定顧客",
  "developing-1": "成長顧客 1",
  other: "其他",
};
