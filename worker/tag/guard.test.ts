import { describe, expect, it } from "vitest";
import { guard } from "./guard.ts";

describe("guard", () => {
  it("passes arguments and answer on", async () => {
    expect(await guard((a: number, b: number) => a + b)(1, 2)).toBe(3);
  });

  it("runs at once, as a page that is being left has no later", () => {
    const done: string[] = [];
    guard(() => done.push("now"))();
    expect(done).toEqual(["now"]);
  });

  it("swallows what is thrown, now or later", async () => {
    const throwing = () => {
      throw new Error("now");
    };
    await expect(guard(throwing)()).resolves.toBeUndefined();
    await expect(guard(() => Promise.reject(new Error("later")))()).resolves.toBeUndefined();
  });
});
