import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import {
  directoryShard,
  directoryStub,
  directoryStubs,
  identityStub,
  siteStub,
  visitorById,
  visitorIdOf,
} from "./stubs.ts";

afterEach(() => {
  env.RFEDGE_FAULT = "";
});

describe("a visitor's object", () => {
  it("has an id that its first id gives, always the same, and that finds it again", () => {
    const id = visitorIdOf(env, "shop", { anonymousId: "a1" });
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(visitorIdOf(env, "shop", { anonymousId: "a1" })).toBe(id);
    expect(visitorById(env, id)).not.toBeNull();
  });

  it("is another one for another site, for a user id, and for an id that looks like a path", () => {
    const ids = [
      visitorIdOf(env, "shop", { anonymousId: "x" }),
      visitorIdOf(env, "shop", { userId: "x" }),
      visitorIdOf(env, "other", { anonymousId: "x" }),
      visitorIdOf(env, "shop", { anonymousId: "../u/x" }),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it.each(["", "x", "0".repeat(63), "0".repeat(64), "F".repeat(64), "0".repeat(65)])("is none by the id %j", (id) => {
    expect(visitorById(env, id)).toBeNull();
  });
});

describe("shards", () => {
  it("are the same for the same id, and few", () => {
    const names = Array.from({ length: 500 }, (_, user) => identityStub(env, "shop", `user-${user}`).name);
    expect(new Set(names)).toEqual(new Set(["shop/0", "shop/1", "shop/2", "shop/3"]));
    expect(identityStub(env, "shop", "ada").name).toBe(identityStub(env, "shop", "ada").name);
    const shards = directoryStubs(env, "shop").map(({ name }) => name);
    expect(shards).toContain(directoryStub(env, "shop", visitorIdOf(env, "shop", { anonymousId: "x" })).name);
  });
});

describe("RFEDGE_FAULT", () => {
  it("breaks what it names and nothing else", async () => {
    env.RFEDGE_FAULT = "directory";
    await expect(directoryStub(env, "shop", "x").counts()).rejects.toThrow("RFEDGE_FAULT breaks directory");
    await expect(directoryShard(env, "shop", 2).counts()).rejects.toThrow("RFEDGE_FAULT breaks directory");
    await expect(siteStub(env, "shop").versions()).resolves.toEqual([]);
  });

  it("breaks one shard, and no other", async () => {
    env.RFEDGE_FAULT = "kv, directory:2";
    await expect(directoryShard(env, "shop", 2).counts()).rejects.toThrow("RFEDGE_FAULT breaks directory:2");
    await expect(directoryShard(env, "shop", 1).counts()).resolves.toEqual(new Map());
  });

  it("is ignored by a deployed Worker", async () => {
    const deployed = { ...env, RFEDGE_LOCAL: "", RFEDGE_FAULT: "directory" };
    await expect(directoryStub(deployed, "shop", "x").counts()).resolves.toEqual(new Map());
  });
});
