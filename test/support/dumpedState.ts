import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { FIRST_IDS } from "./livedSite.ts";

/** Every object of a lived site, by class and name. */
function objectsOf(site: string): [title: string, stub: DurableObjectStub<never>][] {
  const visitors = FIRST_IDS.map((first) => ("userId" in first ? `u/${first.userId}` : `a/${first.anonymousId}`));
  const named = [
    [env.SITE, "SITE", [site]],
    [env.DIRECTORY, "DIRECTORY", [`${site}/0`]],
    [env.IDENTITY, "IDENTITY", [0, 1, 2, 3].map((shard) => `${site}/${shard}`)],
    [env.VISITOR, "VISITOR", visitors.map((name) => `${site}/${name}`)],
  ] as const;
  return named.flatMap(([namespace, title, names]) =>
    names.map((name): [string, DurableObjectStub<never>] => [`${title} ${name}`, namespace.getByName(name) as never]),
  );
}

const HEAD = "-- object ";
const ALARM = "-- alarm ";

/** All that a site's objects hold, as SQL text: tables, rows, then what hangs on tables. */
export async function dumpState(site: string): Promise<string> {
  const blocks: string[] = [];
  for (const [title, stub] of objectsOf(site))
    blocks.push(
      await runInDurableObject(stub, async (_, { storage }: DurableObjectState) =>
        [`${HEAD}${title}`, ...statementsIn(storage.sql), `${ALARM}${await storage.getAlarm()}`].join("\n"),
      ),
    );
  return `${blocks.join("\n")}\n`;
}

function statementsIn(sql: SqlStorage): string[] {
  const query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_%' ESCAPE '\\'";
  const parts = sql.exec<{ type: string; name: string; sql: string }>(`${query} ORDER BY rowid`).toArray();
  const tables = parts.filter(({ type }) => type === "table");
  const rows = tables.flatMap(({ name }) =>
    [...sql.exec(`SELECT * FROM ${name}`).raw()].map(
      (values) => `INSERT INTO ${name} VALUES (${values.map(literalOf).join(", ")});`,
    ),
  );
  const others = parts.filter(({ type }) => type !== "table");
  return [...tables.map((one) => `${one.sql};`), ...rows, ...others.map((one) => `${one.sql};`)];
}

function literalOf(value: SqlStorageValue): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  if (value !== null && typeof value === "object")
    throw new RangeError("a state in text requires rows of text and numbers");
  return String(value ?? "NULL");
}

/** Puts objects into a state that was dumped, whatever release that was: each then opens as after an upgrade. */
export async function loadState(site: string, text: string): Promise<void> {
  const blocks = new Map(
    text
      .split(`\n${HEAD}`)
      .map((block): [string, string] => [block.slice(0, block.indexOf("\n")).replace(HEAD, ""), block]),
  );
  for (const [title, stub] of objectsOf(site)) {
    const block = blocks.get(title);
    if (block === undefined) throw new RangeError(`the state requires ${title}`);
    const alarm = /^-- alarm (\d+)$/m.exec(block)?.[1];
    await runInDurableObject(stub, async (_, { storage }: DurableObjectState) => {
      await storage.deleteAll();
      const statements = block.slice(block.indexOf("\n") + 1).replace(/^-- alarm .*$/m, "");
      if (statements.trim() !== "") storage.sql.exec(statements.trim());
      if (alarm !== undefined) await storage.setAlarm(Number(alarm));
    });
    await evictDurableObject(stub);
  }
}
