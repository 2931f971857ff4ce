import type { Segment } from "./segment.ts";

/** The lifecycle that a site starts with; the first match wins, the last takes every other customer. */
export const DEFAULT_SEGMENTS: readonly Segment[] = [
  {
    key: "anonymous-prospect",
    name: { en: "Anonymous prospect" },
    rule: {
      all: [
        { fact: "orders", eq: 0 },
        { fact: "identified", eq: false },
      ],
    },
  },
  { key: "known-prospect", name: { en: "Known prospect" }, rule: { fact: "orders", eq: 0 } },
  { key: "lost", name: { en: "Lost" }, rule: { fact: "daysSince.order", gt: 180 } },
  { key: "at-risk", name: { en: "At risk of lapsing" }, rule: { fact: "daysSince.order", gt: 90 } },
  {
    key: "returning",
    name: { en: "Returning" },
    rule: {
      all: [
        { fact: "daysSince.order", lte: 30 },
        { fact: "gapBeforeLastOrder", gt: 90 },
      ],
    },
  },
  {
    key: "new",
    name: { en: "New" },
    rule: {
      all: [
        { fact: "orders", eq: 1 },
        { fact: "daysSince.order", lte: 30 },
      ],
    },
  },
  {
    key: "vip",
    name: { en: "VIP" },
    rule: {
      all: [
        { fact: "value.rfm.frequency", gte: 5 },
        { fact: "score.rfm.monetary", eq: 5 },
      ],
    },
  },
  {
    key: "developing-2",
    name: { en: "Developing 2" },
    rule: {
      all: [
        { fact: "value.rfm.frequency", gte: 4 },
        { fact: "score.rfm.monetary", gte: 4 },
      ],
    },
  },
  { key: "established", name: { en: "Established" }, rule: { fact: "value.rfm.frequency", gte: 3 } },
  { key: "developing-1", name: { en: "Developing 1" }, rule: { all: [] } },
];
