import { describe, expect, it } from "vitest";
import { purposesOfTcf, type TcData, watchTcf } from "./tcfConsent.ts";

const consents = (...granted: number[]) =>
  Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, granted.includes(index + 1)]));
const ALL = consents(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
const done = (given: Record<number, boolean>, more: object = {}): TcData => ({
  ...{ eventStatus: "useractioncomplete", gdprApplies: true, purpose: { consents: given } },
  ...more,
});

// The states of an event and the shape of TCData are those of IAB Tech Lab's “CMP API v2”, 2.2 of May 2023.
describe("purposesOfTcf", () => {
  const none = { analytics: false, personalization: false, ads: false };
  it.each<[string, TcData, object | null]>([
    ["all", done(ALL), { analytics: true, personalization: true, ads: true }],
    ["none", done(consents()), none],
    ["storing alone", done(consents(1)), none],
    ["measuring", done(consents(1, 8, 9)), { ...none, analytics: true }],
    ["measuring without storing", done(consents(8, 9)), none],
    ["personal content", done(consents(1, 5, 6)), { ...none, personalization: true }],
    ["advertising", done(consents(1, 2, 3, 4, 7)), { ...none, ads: true }],
    [
      "what was chosen on an earlier page",
      done(ALL, { eventStatus: "tcloaded" }),
      { analytics: true, personalization: true, ads: true },
    ],
    ["a dialogue that is open", done(ALL, { eventStatus: "cmpuishown" }), null],
    ["legitimate interest alone", done(consents(), { purpose: { legitimateInterests: ALL } }), none],
    ["nothing of purposes", { eventStatus: "tcloaded" }, none],
    ["nothing at all", {}, null],
    ["a place without the GDPR", { gdprApplies: false, eventStatus: "tcloaded" }, { analytics: true }],
  ])("takes %s", (_, data, purposes) => {
    expect(purposesOfTcf(data, false)).toEqual(purposes);
  });

  it("grants nothing by itself where the browser sends Global Privacy Control; the visitor's own word counts", () => {
    expect(purposesOfTcf({ gdprApplies: false, eventStatus: "tcloaded" }, true)).toBeNull();
    expect(purposesOfTcf(done(ALL), true)).toEqual({ analytics: true, personalization: true, ads: true });
  });
});

describe("watchTcf", () => {
  it("listens once, by version 2, to a consent manager that comes with the page", () => {
    const asked: unknown[][] = [];
    const told: object[] = [];
    watchTcf((choice) => told.push(choice), false);
    Object.assign(window, { __tcfapi: (...words: unknown[]) => asked.push(words) });
    window.dispatchEvent(new Event("load"));
    window.dispatchEvent(new Event("load"));
    expect(asked).toEqual([["addEventListener", 2, expect.any(Function)]]);
    const answer = asked[0]?.[2] as (data: TcData | null, success: boolean) => void;
    answer(null, false);
    answer(done(ALL, { eventStatus: "cmpuishown" }), true);
    answer(done(consents(1, 8, 9)), true);
    answer(done(consents()), true);
    expect(told).toEqual([
      { analytics: true, personalization: false, ads: false },
      { analytics: false, personalization: false, ads: false },
    ]);
  });
});
