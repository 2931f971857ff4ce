import { describe, expect, it } from "vitest";
import { aModel, visitorOf } from "../../test/support/lives.ts";
import { activityAt } from "../visitor/activity.ts";
import { valuesAt } from "./scoresAt.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-03-01T12:00:00Z");

type Told = readonly [daysAgo: number, event: string, properties?: Readonly<Record<string, unknown>>];

function durationOf(measure: string, told: readonly Told[], windowDays = 90): number | null {
  const model = aModel({ scoring: { rfd: { measure, windowDays } } });
  const bodies = told.map(([daysAgo, event, properties = {}], index) => ({
    anonymousId: "a",
    messageId: `m-${index}`,
    timestamp: NOW - daysAgo * DAY_MS,
    ...(event === "page" ? { type: "page" } : { type: "track", event, properties }),
    context: { page: { url: properties["url"] } },
  }));
  return valuesAt(activityAt(visitorOf(bodies, NOW, model), model, NOW), model, NOW).rfd.duration;
}

const MINUTE = 1 / 1_440;
const START = "Subscription Started";
const END = "Subscription Ended";

describe("duration", () => {
  it.each<[string, Told[], number]>([
    ["nobody's subscription", [[3, "page"]], 0],
    ["to now", [[40, START]], 40],
    [
      "to its end",
      [
        [40, START],
        [10, END],
      ],
      30,
    ],
    [
      "to now, as a start follows the end: from the first",
      [
        [40, START],
        [10, END],
        [5, START],
      ],
      40,
    ],
    [
      "to the last end",
      [
        [40, START],
        [30, END],
        [20, START],
        [10, END],
      ],
      30,
    ],
    [
      "an end before any start ends nothing",
      [
        [50, END],
        [40, START],
      ],
      40,
    ],
    [
      "a second start is none",
      [
        [40, START],
        [20, START],
        [10, END],
      ],
      30,
    ],
    ["whatever the window", [[400, START]], 400],
  ])("tenure: %s", (_, told, days) => {
    expect(durationOf("tenure", told)).toBe(days);
  });

  const [TEA, HOME] = [{ url: "https://shop.example/tea" }, { url: "https://shop.example/" }];
  it.each<[string, Told[], number]>([
    [
      "on pages that showed a product in that session",
      [
        [1, "Product Viewed", TEA],
        [1, "Engaged", { ...TEA, seconds: 30 }],
      ],
      30,
    ],
    [
      "nothing on others",
      [
        [1, "Product Viewed", TEA],
        [1, "Engaged", { ...HOME, seconds: 30 }],
      ],
      0,
    ],
    [
      "nothing in another session",
      [
        [2, "Product Viewed", TEA],
        [1, "Engaged", { ...TEA, seconds: 30 }],
      ],
      0,
    ],
    [
      "summed over sessions",
      [
        [2, "Product Viewed", TEA],
        [2 - MINUTE, "Engaged", { ...TEA, seconds: 30 }],
        [1, "Product Viewed", TEA],
        [1 - MINUTE, "Engaged", { ...TEA, seconds: 12 }],
      ],
      42,
    ],
  ])("product seconds: %s", (_, told, seconds) => {
    expect(durationOf("productSeconds", told)).toBe(seconds);
  });

  it("engaged seconds: the mean over the window's sessions, whole while their last message is in it", () => {
    const told: Told[] = [
      [20, "Engaged", { seconds: 100 }],
      [10 + MINUTE, "Engaged", { seconds: 30 }],
      [10, "Engaged", { seconds: 20 }],
      [1, "page"],
    ];
    expect(durationOf("engagedSeconds", told, 10)).toBe(25);
    expect(durationOf("engagedSeconds", told, 30)).toBe(50);
    expect(durationOf("engagedSeconds", told, 0.5)).toBe(0);
  });
});
