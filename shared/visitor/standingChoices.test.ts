import { describe, expect, it } from "vitest";
import { readMessage } from "../events/event.ts";
import { momentOf } from "./moment.ts";
import { standingChoices } from "./standingChoices.ts";

const said = (at: number, categoryPreferences: object, more: object = {}) => {
  const body = {
    ...{ type: "page", anonymousId: "a", timestamp: new Date(at).toISOString() },
    context: { consent: { categoryPreferences, ...more } },
  };
  const read = readMessage(body, { receivedAt: at, freshId: () => `m-${at}` });
  if ("issues" in read) throw new Error("no message");
  return momentOf(read.message, [], 1, false);
};

describe("standingChoices", () => {
  it("is the latest word on each purpose, since it was first said without a change", () => {
    const moments = [
      said(1, { analytics: false, ads: false }),
      said(2, { analytics: true }),
      said(3, { analytics: true, ads: false }),
      said(4, {}),
    ];
    expect(standingChoices(moments)).toEqual([
      { purpose: "ads", isGranted: false, since: 1 },
      { purpose: "analytics", isGranted: true, since: 2 },
    ]);
  });

  it("says of a grant, and of no refusal, that it outweighs Global Privacy Control", () => {
    const moments = [said(1, { analytics: true, ads: false }, { globalPrivacyControl: true })];
    expect(standingChoices(moments)).toEqual([
      { purpose: "ads", isGranted: false, since: 1 },
      { purpose: "analytics", isGranted: true, since: 1, outweighsSignal: true },
    ]);
  });
});
