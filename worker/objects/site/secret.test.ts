import { describe, expect, it, vi } from "vitest";
import { digestOf, isLocalSecret, isSameDigest, newSecret, prefixOf, readSecret } from "./secret.ts";

describe("newSecret", () => {
  it("is never the same twice, and is read back as what it is", () => {
    const secrets = Array.from({ length: 1_000 }, () => newSecret("mt", "my-shop-2"));
    expect(new Set(secrets).size).toBe(1_000);
    for (const text of secrets) expect(readSecret(text)).toEqual({ kind: "mt", site: "my-shop-2", text });
    // 32,000 letters out of 57: one of them missing is a broken generator.
    expect(new Set(secrets.map((text) => text.slice("mt_my-shop-2_".length)).join("")).size).toBe(57);
  });
});

describe("readSecret", () => {
  it.each([
    "",
    "wk",
    "wk_",
    "wk_demo_",
    "wk_demo_short",
    "xx_demo_AAAAAAAAAAAAAAAAAAAA",
    "wk_De_AAAAAAAAAAAAAAAAAAAA",
    `wk_demo_${"A".repeat(65)}`,
  ])("takes %j for no credential", (text) => {
    expect(readSecret(text)).toBeNull();
  });

  it("knows the two short keys of local development", () => {
    for (const text of ["wk_demo", "sk_demo"]) {
      const secret = readSecret(text);
      expect(secret).toMatchObject({ site: "demo", text });
      expect(secret && isLocalSecret(secret)).toBe(true);
    }
    expect(readSecret("mt_demo")).toBeNull();
  });
});

describe("prefixOf", () => {
  it("shows eight of 32 random characters", () => {
    expect(prefixOf("mt_my-shop_ABCDEFGHJKLMNPQR")).toBe("ABCDEFGH");
  });
});

describe("isSameDigest", () => {
  it("tells equal from unequal, whatever the lengths", async () => {
    const digest = await digestOf("abc");
    expect(digest).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(isSameDigest(digest, await digestOf("abc"))).toBe(true);
    expect(isSameDigest(digest, await digestOf("abd"))).toBe(false);
    expect(isSameDigest(digest, "")).toBe(false);
  });

  it("has the platform look at all of both, wherever they differ", () => {
    const compare = vi.spyOn(crypto.subtle, "timingSafeEqual");
    const digest = "0".repeat(64);
    for (const place of [0, 31, 63]) {
      expect(isSameDigest(digest, `${digest.slice(0, place)}1${digest.slice(place + 1)}`)).toBe(false);
      expect(compare.mock.lastCall?.map((part) => part.byteLength)).toEqual([64, 64]);
    }
    compare.mockRestore();
  });
});
