import { describe, expect, it } from "vitest";
import { sendAll } from "./sendAll.ts";

async function* numbers(count: number, onTake: (taken: number) => void = () => {}) {
  for (let index = 0; index < count; index++) {
    onTake(index + 1);
    yield index;
  }
}

describe("sendAll", () => {
  it("sends every item, never more than so many at a time", async () => {
    const sent: number[] = [];
    let now = 0;
    let most = 0;
    await sendAll(numbers(20), 3, async (item) => {
      most = Math.max(most, ++now);
      await new Promise((turn) => setImmediate(turn));
      now -= 1;
      sent.push(item);
    });
    expect(sent.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
    expect(most).toBe(3);
  });

  it("stops reading at the first failure, and throws it", async () => {
    let taken = 0;
    const sending = sendAll(
      numbers(1000, (count) => {
        taken = count;
      }),
      2,
      async (item) => {
        if (item === 5) throw new Error("refused");
      },
    );
    await expect(sending).rejects.toThrow("refused");
    expect(taken).toBeLessThan(12);
  });

  it("throws what the source throws", async () => {
    async function* broken() {
      yield 1;
      throw new Error("disk");
    }
    await expect(sendAll(broken(), 2, async () => {})).rejects.toThrow("disk");
  });
});
