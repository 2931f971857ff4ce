import { describe, expect, it } from "vitest";
import { addMigrations, migrationsOf } from "./migrations.ts";
import type { PastSegment } from "./row.ts";

const there: readonly PastSegment[] = [
  [10, "new"],
  [20, "lost"],
  [30, "new"],
];

describe("migrationsOf", () => {
  it("counts who went and came back as having stayed, and each visitor once", () => {
    expect(migrationsOf([there], 15, 35)).toEqual([{ from: "new", to: "new", visitors: 1 }]);
    expect(migrationsOf([there, there, [[12, "vip"]]], 15, 25)).toEqual([
      { from: "new", to: "lost", visitors: 2 },
      { from: "vip", to: "vip", visitors: 1 },
    ]);
  });

  it("counts a change at an instant as made at that instant", () => {
    expect(migrationsOf([there], 20, 30)).toEqual([{ from: "lost", to: "new", visitors: 1 }]);
    expect(migrationsOf([there], 19, 29)).toEqual([{ from: "new", to: "lost", visitors: 1 }]);
  });

  it("comes from nowhere for who was not yet seen, and leaves out who is seen only later", () => {
    expect(migrationsOf([there], 9, 10)).toEqual([{ from: null, to: "new", visitors: 1 }]);
    expect(migrationsOf([there, []], 1, 9)).toEqual([]);
  });
});

describe("addMigrations", () => {
  it("adds shards, ordered by the two segments", () => {
    const one = migrationsOf([there], 9, 20);
    expect(addMigrations([one, migrationsOf([there], 20, 30), one])).toEqual([
      { from: null, to: "lost", visitors: 2 },
      { from: "lost", to: "new", visitors: 1 },
    ]);
  });
});
