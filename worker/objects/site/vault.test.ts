import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawRuns } from "../../../test/support/lawRuns.ts";
import { derivedKey, lock, unlock } from "./vault.ts";

const SECRET = { RFEDGE_SECRET: "the secret of this Worker" };
const USE = { purpose: "decision", site: "shop", salt: "1" } as const;

const keyOf = async (env: Parameters<typeof derivedKey>[0], use: Partial<typeof USE> | object = {}) => {
  const key = await derivedKey(env, { ...USE, ...use });
  if (key === null) throw new Error("there is a secret");
  return key;
};

describe("derivedKey", () => {
  it("is the same for the same secret, purpose, site and salt, and for nothing else", async () => {
    const locked = await lock(await keyOf(SECRET), "x", "");
    expect(await unlock(await keyOf(SECRET), locked, "")).toBe("x");
    const others = [
      await keyOf(SECRET, { purpose: "secrets" }),
      await keyOf(SECRET, { site: "shop2" }),
      await keyOf(SECRET, { salt: "2" }),
      await keyOf({ RFEDGE_SECRET: "another secret" }),
      await keyOf({ RFEDGE_ADMIN_TOKEN: "the root token" }),
    ];
    for (const key of others) expect(await unlock(key, locked, "")).toBeNull();
  });

  it("follows from the root token where there is no secret, and from nothing else", async () => {
    const root = { RFEDGE_SECRET: "", RFEDGE_ADMIN_TOKEN: "the root token" };
    expect(
      await unlock(await keyOf({ RFEDGE_ADMIN_TOKEN: "the root token" }), await lock(await keyOf(root), 1, ""), ""),
    ).toBe(1);
    expect(await derivedKey({}, USE)).toBeNull();
    expect(await derivedKey({ RFEDGE_SECRET: "", RFEDGE_ADMIN_TOKEN: "" }, USE)).toBeNull();
  });
});

describe("lock and unlock", () => {
  it("give back what was locked, under the same label alone", async () => {
    const key = await keyOf(SECRET);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string(), fc.string(), async (value, label, other) => {
        const locked = await lock(key, value, label);
        expect(JSON.stringify(await unlock(key, locked, label))).toBe(JSON.stringify(value));
        if (other !== label) expect(await unlock(key, locked, other)).toBeNull();
      }),
      { numRuns: lawRuns() },
    );
  });

  it("take nothing for locked that was altered in any way", async () => {
    const key = await keyOf(SECRET);
    const locked = await lock(key, { a: 1 }, "label");
    await fc.assert(
      fc.asyncProperty(fc.nat(locked.length - 1), fc.string({ maxLength: 3 }), async (place, text) => {
        const altered = locked.slice(0, place) + text + locked.slice(place + 1);
        if (altered !== locked) expect(await unlock(key, altered, "label")).toBeNull();
      }),
      { numRuns: lawRuns() },
    );
    for (const text of ["", "A", "AAAA", "A".repeat(36), "A".repeat(40), `${locked}AAAA`, locked.slice(4)])
      expect(await unlock(key, text, "label")).toBeNull();
  });

  it("never lock the same twice alike, and hide the length in steps", async () => {
    const key = await keyOf(SECRET);
    const all = new Set(await Promise.all(Array.from({ length: 50 }, () => lock(key, 1, ""))));
    expect(all.size).toBe(50);
    const lengths = await Promise.all(["a", "b".repeat(40)].map(async (text) => (await lock(key, text, "")).length));
    expect(lengths[0]).toBe(lengths[1]);
  });
});
