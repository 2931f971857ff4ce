import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { factSheet } from "../../worker/cli/factsheet/page.ts";
import { PLACES } from "../../worker/cli/factsheet/stored.ts";
import { DIRECTORY_MIGRATIONS } from "../../worker/objects/directory/directoryMigrations.ts";
import { IDENTITY_MIGRATIONS } from "../../worker/objects/identity/identityMigrations.ts";
import { siteMigrations } from "../../worker/objects/site/siteMigrations.ts";
import { VISITOR_MIGRATIONS } from "../../worker/objects/visitor/visitorMigrations.ts";
import { textOf } from "../support/tree.ts";

/** The tables that an object has after all of its steps. */
function tablesAfter(steps: readonly string[]): string[] {
  const database = new DatabaseSync(":memory:");
  for (const step of steps) database.exec(step);
  const rows = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all();
  database.close();
  return rows.map(({ name }) => String(name));
}

describe("the data-protection fact sheet", () => {
  it.each([
    ["VisitorObject", VISITOR_MIGRATIONS],
    ["DirectoryObject", DIRECTORY_MIGRATIONS],
    ["IdentityObject", IDENTITY_MIGRATIONS],
    ["SiteObject", siteMigrations],
  ] as const)("says of every table of %s what it holds and how long", (object, steps) => {
    const told = PLACES.filter((place) => place.object === object).flatMap(({ stored }) => stored);
    const named = told.flatMap(({ tables }) => tables);
    expect(tablesAfter(steps).filter((table) => !named.includes(table))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it("names every class of objects that the Worker binds, and every other store", () => {
    const config = textOf("wrangler.toml");
    const classes = [...config.matchAll(/^class_name = "(\w+)"/gm)].map(([, name]) => name);
    expect([...new Set(PLACES.flatMap(({ object }) => object ?? []))].toSorted()).toEqual(classes.toSorted());
    const stores = config.match(
      /^\[\[(kv_namespaces|r2_buckets|d1_databases|queues\.\w+|vectorize|hyperdrive|analytics_engine_datasets)\]\]/gm,
    );
    expect(stores).toEqual(["[[kv_namespaces]]"]);
  });

  it("is a page without markup that is not closed, and says the hard things", () => {
    const page = factSheet();
    for (const said of ["30 days", "pseudonymous, not anonymous", "Cloudflare, Inc.", "395 days"])
      expect(page).toContain(said);
    expect(page).not.toMatch(/undefined|\[object|`/);
    for (const tag of ["section", "table", "ul", "li", "tr", "td", "th", "p"]) {
      const [opened, closed] = [new RegExp(`<${tag}[ >]`, "g"), new RegExp(`</${tag}>`, "g")];
      expect(page.match(opened)?.length, tag).toBe(page.match(closed)?.length);
    }
  });
});
