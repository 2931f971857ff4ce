import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { identityStub } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";

const aSite = () => `t-${crypto.randomUUID().slice(0, 12)}`;

describe("IdentityObject", () => {
  it("gives a user id to the first claimer, whoever asks later and how often", async () => {
    const judge = identityStub(env, aSite(), "ada");
    expect(await judge.holderOf("ada")).toBeNull();
    expect(await judge.claim("ada", "v1")).toEqual({ holder: "v1" });
    expect(await judge.claim("ada", "v2")).toEqual({ holder: "v1" });
    expect(await judge.claim("ada", "v1")).toEqual({ holder: "v1" });
    expect(await judge.holderOf("ada")).toBe("v1");
  });

  it("rules once where many claim at the same moment", async () => {
    const site = aSite();
    const claims = Array.from({ length: 20 }, (_, index) => identityStub(env, site, "ada").claim("ada", `v${index}`));
    const holders = new Set((await Promise.all(claims)).map(({ holder }) => holder));
    expect(holders.size).toBe(1);
  });

  it("settles several claims in order", async () => {
    const judge = env.IDENTITY.getByName(`${aSite()}/0`);
    const claims = [
      { userId: "ada", visitorId: "v1" },
      { userId: "bob", visitorId: "v2" },
      { userId: "ada", visitorId: "v3" },
    ];
    expect(await judge.claimMany(claims)).toEqual([{ holder: "v1" }, { holder: "v2" }, { holder: "v1" }]);
  });

  it("remembers through an eviction, and each site on its own", async () => {
    const site = aSite();
    await identityStub(env, site, "ada").claim("ada", "v1");
    await evictDurableObject(identityStub(env, site, "ada"));
    expect(await identityStub(env, site, "ada").holderOf("ada")).toBe("v1");
    expect(await identityStub(env, aSite(), "ada").holderOf("ada")).toBeNull();
  });

  it("takes user ids as they are given: case, blanks, signs and 255 characters", async () => {
    const judge = env.IDENTITY.getByName(`${aSite()}/0`);
    const ids = ["Ada", "ada", " ada", "a'; DROP TABLE claim; --", "ä".repeat(255), "a%_"];
    for (const id of ids) expect(await judge.claim(id, `holder of ${id}`)).toEqual({ holder: `holder of ${id}` });
    for (const id of ids) expect(await judge.holderOf(id)).toBe(`holder of ${id}`);
  });

  it("writes one row for a claim, and none when it is repeated", async () => {
    const judge = env.IDENTITY.getByName(`${aSite()}/0`);
    const written = await runInDurableObject(judge, (object, { storage }) => {
      const rows = countRows(storage);
      object.claim("ada", "v1");
      const first = rows.sql;
      object.claim("ada", "v2");
      object.claim("ada", "v1");
      return { first, later: rows.sql - first };
    });
    expect(written).toEqual({ first: 1, later: 0 });
  });
});
