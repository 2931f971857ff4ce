import { describe, expect, it } from "vitest";
import { fitted, moved } from "./place.ts";

const window = { width: 1000, height: 800 };
const badge = { width: 200, height: 28 };
const corner = { side: "right", x: 16, edge: "bottom", y: 16 } as const;

describe("fitted", () => {
  it("leaves a place alone at which all can be seen", () => {
    expect(fitted(corner, badge, window)).toEqual(corner);
  });

  it.each([
    ["beyond the far edge", { ...corner, x: 5_000, y: 5_000 }, { x: 792, y: 764 }],
    ["over the near edge", { ...corner, x: 0, y: 0 }, { x: 8, y: 8 }],
  ])("brings back what is %s", (_, place, seen) => {
    expect(fitted(place, badge, window)).toMatchObject(seen);
  });

  it("stands at the margin in a window that is too small", () => {
    expect(fitted({ ...corner, x: 300 }, { width: 400, height: 900 }, { width: 280, height: 500 })).toMatchObject({
      x: 8,
      y: 8,
    });
  });
});

describe("moved", () => {
  it("moves to the right and down", () => {
    expect(moved({ ...corner, x: 116, y: 116 }, { x: 50, y: 40 }, badge, window)).toEqual({ ...corner, x: 66, y: 76 });
  });

  it("measures from the edges that are then nearest", () => {
    expect(moved(corner, { x: -700, y: -700 }, badge, window)).toEqual({ side: "left", x: 84, edge: "top", y: 56 });
  });

  it("comes back where it was when it is moved there and back", () => {
    const there = moved(corner, { x: -600, y: -500 }, badge, window);
    expect(moved(there, { x: 600, y: 500 }, badge, window)).toEqual(corner);
  });
});
