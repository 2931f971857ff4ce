import { describe, expect, it } from "vitest";
import { type Batch, batched, type Limits, type Parcel } from "./chunks.ts";

const parcel = (user: string, line: number, size = 10): Parcel => ({
  holder: `"userId":"${user}"`,
  line,
  json: JSON.stringify({ messageId: `m${line}`, filler: "x".repeat(size) }),
  isOrder: true,
});
const limits: Limits = { rows: 100, characters: 1e6, visitors: 10, bytes: 100_000 };

async function* given(parcels: readonly Parcel[]) {
  yield* parcels;
}
async function batches(parcels: readonly Parcel[], changed: Partial<Limits> = {}): Promise<Batch[]> {
  const made: Batch[] = [];
  for await (const batch of batched(given(parcels), { ...limits, ...changed })) made.push(batch);
  return made;
}
const usersIn = ({ body }: Batch) => JSON.parse(body).visitors.map((visitor: { userId: string }) => visitor.userId);

describe("batched", () => {
  it("puts a visitor's rows together, in their order", async () => {
    const [only, ...others] = await batches([parcel("a", 1), parcel("b", 2), parcel("a", 3)]);
    expect(others).toEqual([]);
    const ids = JSON.parse(only?.body ?? "").visitors.map(
      (visitor: { userId: string; messages: { messageId: string }[] }) => [
        visitor.userId,
        visitor.messages.map(({ messageId }) => messageId),
      ],
    );
    expect(ids).toEqual([
      ["a", ["m1", "m3"]],
      ["b", ["m2"]],
    ]);
  });

  it("keeps each message's line under its place in the body", async () => {
    const [only] = await batches([parcel("a", 1), parcel("b", 2), parcel("a", 3)]);
    expect(only?.groups[0]?.[1]?.line).toBe(3);
    expect(only?.groups[1]?.[0]?.line).toBe(2);
  });

  it("holds no more rows than it may", async () => {
    const rows = Array.from({ length: 10 }, (_, index) => parcel("a", index));
    expect((await batches(rows, { rows: 4 })).map(({ groups }) => groups.flat().length)).toEqual([4, 4, 2]);
    expect((await batches(rows, { characters: 100 })).length).toBeGreaterThan(1);
  });

  it("sends so many visitors at once and no more", async () => {
    const rows = Array.from({ length: 25 }, (_, index) => parcel(`u${index}`, index));
    expect((await batches(rows)).map((batch) => usersIn(batch).length)).toEqual([10, 10, 5]);
  });

  it("stays below the bytes of a request, even for one visitor", async () => {
    const rows = [...Array(8).keys()].map((line) => parcel(line < 5 ? "ä" : "b", line, 300));
    const made = await batches(rows, { bytes: 1000 });
    for (const { body } of made) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1000 + '{"visitors":[]}'.length);
    expect(made.flatMap(({ groups }) => groups.flat().map(({ line }) => line)).sort()).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it("makes no request of nothing", async () => {
    expect(await batches([])).toEqual([]);
  });
});
