import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Something that is kept in a folder of local state, and where. */
export interface Stored {
  readonly where: string;
  readonly text: string;
}

/** All that a folder of local state holds: each value of each table, and every file that is no database as it is. */
export function* storedTexts(folder: string): Generator<Stored> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // What a database has not written back yet is read with it.
    if (/\.sqlite-(wal|shm)$/.test(path)) continue;
    if (path.endsWith(".sqlite")) yield* valuesOf(path);
    else yield { where: path, text: readFileSync(path, "latin1") };
  }
}

function* valuesOf(path: string): Generator<Stored> {
  const database = new DatabaseSync(path);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) {
      const rows = database.prepare(`SELECT * FROM "${name}"`);
      // An alarm is set in nanoseconds.
      rows.setReadBigInts(true);
      for (const row of rows.iterate())
        for (const [column, value] of Object.entries(row))
          if (value !== null) yield { where: `${path} ${name}.${column}`, text: textOf(value) };
    }
  } finally {
    database.close();
  }
}

/** Bytes one letter each. */
function textOf(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}
