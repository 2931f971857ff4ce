import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultedRfedge } from "../support/faultedRfedge.ts";
import { sendTo } from "../support/openApi.ts";
import { storedTexts } from "../support/storedTexts.ts";

const PEOPLE = 24;
const AT_ONCE = 4;
const POLLING = { timeout: 60_000, interval: 100 };
const rfedge = new FaultedRfedge("8921");

beforeAll(() => rfedge.start(), 240_000);
afterAll(() => rfedge.end());

interface Person {
  readonly name: string;
  readonly devices: readonly string[];
  readonly userId: string;
  /** All that was said of them, as it can be sent again. */
  readonly said: readonly object[];
}

interface Receipt {
  readonly visitor: string;
  readonly erasedAt: string;
  readonly complete: boolean;
  readonly removed: Readonly<Record<string, number>>;
}

/** Somebody with two devices, linked by a user id, and an order. */
function aPerson(name: string): Person {
  const devices = [`${name}-phone`, `${name}-laptop`];
  const userId = `${name}-user`;
  const timestamp = new Date().toISOString();
  const said = devices.flatMap((anonymousId) => [
    { type: "page", anonymousId, messageId: `${anonymousId}-view`, timestamp, properties: { path: `/${name}` } },
    { type: "identify", anonymousId, userId, messageId: `${anonymousId}-who`, timestamp, traits: { name } },
    {
      ...{ type: "track", anonymousId, messageId: `${anonymousId}-order`, timestamp, event: "Order Completed" },
      properties: { order_id: `${anonymousId}-o`, revenue: 10 },
    },
  ]);
  return { name, devices, userId, said };
}

const everybody = Array.from({ length: PEOPLE }, (_, index) => aPerson(`erased-person-${index}-`));
const bystander = aPerson("bystander-");

/** Sends until it is taken, as an SDK does. */
async function send({ said }: Person): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = { writeKey: "wk_demo", batch: said };
  await expect
    .poll(async () => {
      await rfedge.back();
      const answer = await sendTo(`${rfedge.url}/v1/batch`, { method: "POST", headers, body }).catch(() => null);
      return answer?.status;
    }, POLLING)
    .toBe(200);
}

/** Erases until that is answered. */
async function erase(id: string): Promise<Receipt> {
  let receipt: Receipt | null = null;
  await expect
    .poll(async () => {
      await rfedge.back();
      const answer = await rfedge.ask("DELETE", `visitors/${id}`).catch(() => null);
      if (answer?.status === 200) receipt = JSON.parse(answer.text);
      return answer?.status;
    }, POLLING)
    .toBe(200);
  if (receipt === null) throw new Error("no receipt");
  return receipt;
}

const statusOf = async (id: string) => (await rfedge.ask("GET", `visitors/${id}`)).status;

/** Waits until nothing of these is left to do, asking by another id than before; the receipt is the one that was given. */
async function expectComplete(people: readonly Person[], receipts: ReadonlyMap<Person, Receipt>) {
  for (const person of people)
    for (const id of [...person.devices, person.userId])
      await expect.poll(() => erase(id), POLLING).toEqual({ ...receipts.get(person), complete: true });
}

describe("an erasure that was answered is complete in the end, and stays", () => {
  const receipts = new Map<Person, Receipt>();
  const [killed, refused] = [everybody.slice(0, PEOPLE / 2), everybody.slice(PEOPLE / 2)];

  it("begins with everybody known", async () => {
    for (const person of [...everybody, bystander]) await send(person);
    await expect
      .poll(async () => Object.values(await rfedge.counters()), POLLING)
      .toEqual([[PEOPLE + 1, 2 * (PEOPLE + 1), 20 * (PEOPLE + 1)]]);
  }, 120_000);

  it("whenever the runtime is killed while people are erased, and what they said is sent again", async () => {
    const queue = killed.values();
    const work = async () => {
      for (const person of queue) {
        receipts.set(person, await erase(person.devices[0] ?? ""));
        await send(person);
      }
    };
    const kill = async () => {
      for (let kills = 1; kills <= 4; kills++) {
        await expect.poll(() => receipts.size, { ...POLLING, interval: 3 }).toBeGreaterThanOrEqual(2 * kills);
        await rfedge.meanwhile(() => rfedge.killRuntime());
      }
    };
    await Promise.all([...Array.from({ length: AT_ONCE }, work), kill()]);
    await expectComplete(killed, receipts);
  }, 240_000);

  it("while the directory refuses, and then does not any more", async () => {
    await rfedge.meanwhile(() => rfedge.killAll("directory"));
    rfedge.inject("the directory refuses");
    for (const person of refused) {
      const receipt = await erase(person.userId);
      expect(receipt.complete).toBe(false);
      receipts.set(person, receipt);
      for (const id of person.devices) expect(await statusOf(id)).toBe(404);
    }
    await rfedge.meanwhile(() => rfedge.killAll());
    await expectComplete(refused, receipts);
  }, 240_000);

  it("and brings nobody back, counts nobody, and leaves nothing that names them", async () => {
    for (const person of everybody) await send(person);
    for (const { devices, userId } of everybody)
      for (const id of [...devices, userId]) expect(await statusOf(id)).toBe(404);
    await expect.poll(async () => Object.values(await rfedge.counters()), POLLING).toEqual([[1, 2, 20]]);
    let found = 0;
    const left: string[] = [];
    for (const { where, text } of storedTexts(rfedge.state)) {
      if (text.includes(bystander.name)) found += 1;
      if (text.includes("erased-person")) left.push(`${where}: ${text.slice(0, 200)}`);
    }
    expect(left).toEqual([]);
    // What finds the one would find the others.
    expect(found).toBeGreaterThan(5);
    console.log(
      `${rfedge.tally()}\npeople erased: ${receipts.size}, messages sent again after it: ${2 * 6 * PEOPLE - 6 * refused.length}, back: 0`,
    );
  }, 120_000);
});
