import { describe, expect, it } from "vitest";
import { activityAt } from "#shared/visitor/activity";
import { ga360Body, modelWith, readLines, visitorsOf } from "../support/samples.ts";

/** A visit as Google Analytics cut it: a run of hits, ended by half an hour without one, by midnight and by a new campaign. */
interface Visit {
  readonly start: number;
  readonly hits: number;
  readonly pageViews: number;
  readonly transactions: number;
  readonly seconds: number;
}

// One day of the Google Merchandise Store (malloydata/malloy-samples, MIT): Google's own table of visits, test/data/SOURCE.md.
describe("sessions of the Google Merchandise Store beside Google's own visits", () => {
  const model = modelWith({ site: { currency: "USD" } });
  const lines = readLines("worker/demo/data/events.csv");
  const visitors = visitorsOf(
    lines.map((line) => ({ whose: line["anonymousId"] ?? "", body: ga360Body(line) })),
    model,
  );
  const visits = new Map<string, Visit[]>();
  for (const line of readLines("test/data/ga360/ga_sessions.csv")) {
    const id = line["visitor_id"] ?? "";
    const visit = {
      start: Date.parse(line["visit_start"] ?? ""),
      hits: Number(line["hits"]),
      pageViews: Number(line["pageviews"]),
      transactions: Number(line["transactions"]),
      seconds: Number(line["time_on_site_s"]),
    };
    visits.set(id, [...(visits.get(id) ?? []), visit]);
  }
  const activities = [...visitors].map(([id, visitor]) => ({ id, activity: activityAt(visitor, model, Date.now()) }));
  const sessions = activities.flatMap(({ id, activity }) =>
    activity.sessions.map((session) => {
      // A visit's start is told to the second.
      const within = (visits.get(id) ?? []).filter(
        ({ start }) => start > session.start - 1_000 && start <= session.end,
      );
      return {
        id,
        session,
        within,
        purchases: activity.moments.filter(
          ({ order, at }) => order !== undefined && at >= session.start && at <= session.end,
        ).length,
      };
    }),
  );

  it("are of the same 2,293 visitors, and each visit is in exactly one session", () => {
    const all = [...visits.values()].flat();
    expect([visits.size, all.length, sessions.length]).toEqual([2_293, 2_556, 2_513]);
    expect(sessions.flatMap(({ within }) => within).length).toBe(all.length);
    expect(new Set(sessions.flatMap(({ within }) => within)).size).toBe(all.length);
  });

  it("begin with a visit, and hold its hits, page views and transactions, no more and no less", () => {
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const differing = sessions.filter(({ session, within, purchases }) => {
      const [first] = within.toSorted((a, b) => a.start - b.start);
      return !(
        first !== undefined &&
        Math.abs(first.start - session.start) < 1_000 &&
        sum(within.map(({ hits }) => hits)) === session.events &&
        // A purchase is a page hit there, and a track call of its own here.
        sum(within.map(({ pageViews }) => pageViews)) === session.pageViews + purchases &&
        sum(within.map(({ transactions }) => transactions)) === purchases
      );
    });
    console.log(`sessions: ${sessions.length} compared, ${differing.length} differing`);
    expect(differing).toEqual([]);
  });

  it("last as long as the visit says, to the second, where Google cut none in two", () => {
    const whole = sessions.filter(({ within }) => within.length === 1);
    const lasting = whole.filter(
      ({ session, within }) => Math.abs((session.end - session.start) / 1_000 - (within[0]?.seconds ?? 0)) <= 1,
    );
    console.log(`sessions: ${whole.length} whole, ${whole.length - lasting.length} of another length`);
    expect(whole.length).toBeGreaterThan(2_450);
    // Four visits end with a hit that Google took for no interaction.
    expect(whole.length - lasting.length).toBe(4);
  });

  it("hold 45 transactions, which are 43 orders of 8,736.14 dollars", () => {
    const orders = activities.flatMap(({ activity }) => activity.orders);
    expect(sessions.reduce((total, { purchases }) => total + purchases, 0)).toBe(45);
    expect(orders).toHaveLength(43);
    const cents = new Map<string, number>();
    for (const line of lines) {
      const key = `${line["anonymousId"]} ${line["properties.order_id"]}`;
      if (line["event"] === "Order Completed" && !cents.has(key))
        cents.set(key, Math.round(Number(line["properties.revenue"]) * 100));
    }
    const expected = [...cents.values()].reduce((total, value) => total + value, 0);
    expect(expected).toBe(873_614);
    expect(orders.reduce((total, { netMinor }) => total + netMinor, 0)).toBe(expected);
  });
});
