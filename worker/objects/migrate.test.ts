import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DIRECTORY_MIGRATIONS } from "./directory/directoryMigrations.ts";
import { IDENTITY_MIGRATIONS } from "./identity/identityMigrations.ts";
import { migrate } from "./migrate.ts";
import { siteMigrations } from "./site/siteMigrations.ts";

/** Runs in an empty object's storage. */
function inStorage<T>(act: (storage: DurableObjectStorage) => T): Promise<T> {
  return runInDurableObject(env.SITE.getByName(`t-${crypto.randomUUID()}`), (_, { storage }) => {
    for (const { name } of tables(storage)) storage.sql.exec(`DROP TABLE ${name}`);
    return act(storage);
  });
}

function tables(storage: DurableObjectStorage) {
  const query =
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name";
  return storage.sql.exec<{ name: string; sql: string }>(query).toArray();
}

const STEPS = ["CREATE TABLE a (x)", "CREATE TABLE b (y); INSERT INTO b VALUES (1)", "ALTER TABLE a ADD COLUMN z"];

describe("migrate", () => {
  it("brings every earlier state to the same end", async () => {
    const whole = await inStorage((storage) => {
      migrate(storage, STEPS);
      return tables(storage);
    });
    for (let prefix = 0; prefix < STEPS.length; prefix++) {
      const stepwise = await inStorage((storage) => {
        migrate(storage, STEPS.slice(0, prefix));
        migrate(storage, STEPS);
        migrate(storage, STEPS);
        expect(storage.sql.exec("SELECT COUNT(*) AS rows FROM b").one().rows).toBe(1);
        return tables(storage);
      });
      expect(stepwise).toEqual(whole);
    }
  });

  it("refuses a changed step and changes nothing", async () => {
    await inStorage((storage) => {
      migrate(storage, STEPS.slice(0, 1));
      const changed = ["CREATE TABLE a (other)", ...STEPS.slice(1)];
      expect(() => migrate(storage, changed)).toThrow("migrate requires step 1 as it once ran");
      expect(tables(storage).map(({ name }) => name)).toEqual(["a", "migrations"]);
    });
  });

  it("refuses a state that a newer release has written", async () => {
    await inStorage((storage) => {
      migrate(storage, STEPS);
      expect(() => migrate(storage, STEPS.slice(0, 2))).toThrow("knows 3 steps");
    });
  });

  it("takes a step whole or not at all", async () => {
    await inStorage((storage) => {
      expect(() => migrate(storage, ["CREATE TABLE a (x)", "CREATE TABLE b (y); nonsense"])).toThrow();
      expect(tables(storage).map(({ name }) => name)).toEqual(["migrations"]);
    });
  });
});

describe.each([
  ["siteMigrations", siteMigrations],
  ["DIRECTORY_MIGRATIONS", DIRECTORY_MIGRATIONS],
  ["IDENTITY_MIGRATIONS", IDENTITY_MIGRATIONS],
])("%s", (_, steps) => {
  it("bring every earlier state to the same end", async () => {
    const ends = [];
    for (let prefix = 0; prefix <= steps.length; prefix++) {
      ends.push(
        await inStorage((storage) => {
          migrate(storage, steps.slice(0, prefix));
          migrate(storage, steps);
          return tables(storage);
        }),
      );
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
  });
});
