import { describe, expect, it } from "vitest";
import { countHolders } from "./holders.ts";

describe("countHolders", () => {
  it("counts each id once", () => {
    const holders = countHolders();
    for (const id of ["a", "b", "a", "c"]) holders.add(id);
    expect(holders.count()).toBe(3);
  });

  it("stops counting where memory ends", () => {
    const holders = countHolders(2);
    for (const id of ["a", "b"]) holders.add(id);
    expect(holders.count()).toBe(2);
    for (const id of ["c", "d"]) holders.add(id);
    expect(holders.count()).toBeNull();
  });
});
