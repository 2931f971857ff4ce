import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import { EventsSchema, type Visitor, VisitorSchema } from "#shared/wire/visitors";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { aBody } from "../support/lives.ts";
import { anAnonymousId, send } from "../support/messages.ts";
import { askAs, makeSite, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const RUNS = lawRuns(15 / 300);

let site: TestSite;

beforeAll(async () => {
  // Ahead of the real clock, so that no alarm runs but those the tests run.
  vi.setSystemTime(Date.now() + DAY_MS);
  site = await makeSite();
});

afterAll(() => {
  vi.useRealTimers();
});

type Body = Readonly<Record<string, unknown>>;

/** A part of a life as it is sent: which of its messages, and what happens after. */
interface Sending {
  readonly bodies: readonly Body[];
  readonly evicted: boolean;
  readonly alarmed: boolean;
}

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
const get = async (path: string): Promise<unknown> =>
  (await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`)).json();
const read = async (id: string) => v.parse(VisitorSchema, await get(`visitors/${id}`));
const idsOf = async (id: string) => {
  const { events } = v.parse(EventsSchema, await get(`visitors/${id}/events`));
  return events.map(({ messageId }) => messageId).toSorted();
};

/** Messages of a month, no two of them of one id. */
const aMonth: fc.Arbitrary<Body[]> = fc.uniqueArray(
  aBody(300).map((body): Body => ({ ...body, hours: body["timestamp"] })),
  { selector: ({ messageId }) => messageId, minLength: 2, maxLength: 24 },
);

/** The same messages in another order, some of them again, in batches, with evictions and alarms in between. */
const scrambled = (bodies: readonly Body[]): fc.Arbitrary<Sending[]> =>
  fc
    .record({
      order: fc.shuffledSubarray([...bodies], { minLength: bodies.length }),
      again: fc.array(fc.constantFrom(...bodies), { maxLength: 8 }),
      sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      events: fc.array(fc.record({ evicted: fc.boolean(), alarmed: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    })
    .chain(({ order, again, sizes, events }) =>
      fc.shuffledSubarray([...order, ...again], { minLength: order.length + again.length }).map((sent) => {
        const sendings: Sending[] = [];
        for (let start = 0, turn = 0; start < sent.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          const { evicted = false, alarmed = false } = events[turn % events.length] ?? {};
          sendings.push({ bodies: sent.slice(start, start + size), evicted, alarmed });
          start += size;
        }
        return sendings;
      }),
    );

/** Sends messages of a month as one visitor's. */
async function sendAll(anonymousId: string, bodies: readonly Body[]): Promise<void> {
  const batch = bodies.map(({ hours, ...body }) => ({
    ...body,
    anonymousId,
    timestamp: new Date(Date.now() - 30 * DAY_MS + Number(hours) * 2 * HOUR_MS).toISOString(),
  }));
  const answer = await send(site, "batch", { batch });
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
}

/** What the order law says is equal: all but ids and the history's own instants. Sums of points are close, not the same bit by bit. */
function comparable({ totals, scores, audiences, segment, traits, kind, firstSeenAt, lastSeenAt }: Visitor) {
  const { engagement, ...rfe } = scores.rfe;
  const points = engagement.value === null ? null : Number(engagement.value.toPrecision(9));
  const numbers = { ...scores, rfe: { ...rfe, engagement: { ...engagement, value: points } } };
  return { totals, scores: numbers, audiences, segment: segment.key, traits, kind, firstSeenAt, lastSeenAt };
}

describe("messages through the front door", () => {
  it("come to the same in any order, any batches, with duplicates and evictions; what is acknowledged can be read", {
    timeout: 3_600_000,
  }, async () => {
    const life = aMonth.chain((bodies) => fc.tuple(fc.constant(bodies), scrambled(bodies)));
    const property = fc.asyncProperty(life, async ([bodies, sendings]) => {
      const [plain, shuffled] = [anAnonymousId(), anAnonymousId()];
      await sendAll(
        plain,
        bodies.toSorted((one, other) => Number(one["hours"]) - Number(other["hours"])),
      );
      const acknowledged = new Set<string>();
      for (const sending of sendings) {
        await sendAll(shuffled, sending.bodies);
        for (const { messageId } of sending.bodies) acknowledged.add(String(messageId));
        if (sending.evicted) await evictDurableObject(objectOf(shuffled));
        if (sending.alarmed) await runDurableObjectAlarm(objectOf(shuffled));
        expect(await idsOf(shuffled)).toEqual([...acknowledged].toSorted());
      }
      expect(comparable(await read(shuffled))).toEqual(comparable(await read(plain)));
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it("count an order once for ever, with the date and the value of its earliest completion", {
    timeout: 3_600_000,
  }, async () => {
    const completion = fc.record({
      order: fc.nat(4),
      cents: fc.integer({ min: 0, max: 99_999 }),
      hours: fc.integer({ min: 0, max: 300 }),
      evicted: fc.boolean(),
    });
    // No two at one instant: then the message ids would decide.
    const completions = fc.uniqueArray(completion, { selector: ({ hours }) => hours, minLength: 1, maxLength: 16 });
    const property = fc.asyncProperty(completions, async (sent) => {
      const anonymousId = anAnonymousId();
      for (const { order, cents, hours, evicted } of sent) {
        const properties = { order_id: `o-${order}`, revenue: (cents / 100).toFixed(2) };
        const messageId = crypto.randomUUID();
        await sendAll(anonymousId, [{ type: "track", event: "Order Completed", messageId, hours, properties }]);
        if (evicted) await evictDurableObject(objectOf(anonymousId));
      }
      const earliest = new Map<number, (typeof sent)[number]>();
      for (const one of sent)
        if (one.hours < (earliest.get(one.order)?.hours ?? Infinity)) earliest.set(one.order, one);
      const cents = [...earliest.values()].reduce((sum, one) => sum + one.cents, 0);
      const last = [...earliest.values()].reduce((one, other) => (one.hours > other.hours ? one : other));
      expect((await read(anonymousId)).totals).toMatchObject({
        orders: earliest.size,
        revenue: cents / 100,
        lastOrder: { value: last.cents / 100 },
      });
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it("that arrive at once are each counted once, by the visitor and by the figures", async () => {
    const own = await makeSite();
    const anonymousId = anAnonymousId();
    const order = (index: number) => ({
      anonymousId,
      messageId: `m-${index % 10}`,
      event: "Order Completed",
      properties: { order_id: `o-${index % 5}`, revenue: 10 },
    });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => send(own, "track", order(index))));
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    const stub = env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, own.key, { anonymousId })));
    await runDurableObjectAlarm(stub);
    const path = `/v1/sites/${own.key}`;
    const visitor = await (await askAs(own.token, "GET", `${path}/visitors/${anonymousId}`)).json();
    expect(visitor).toMatchObject({ totals: { orders: 5, revenue: 50 } });
    const figures = v.parse(SegmentsSchema, await (await askAs(own.token, "GET", `${path}/segments`)).json());
    expect(figures).toMatchObject({ visitors: 1 });
    expect(figures.segments.reduce((sum, { orders }) => sum + orders, 0)).toBe(5);
  });
});
