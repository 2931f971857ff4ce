import { note } from "../operations.ts";

/** Counts from now on what an object's storage is billed for: rows written and read, and a row for each alarm set. */
export function countRows(storage: DurableObjectStorage): void {
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  const setAlarm = storage.setAlarm.bind(storage);
  // How many rows a query reads is known when its answer was taken: at the next one it surely was.
  let last: SqlStorageCursor<Record<string, SqlStorageValue>> | null = null;
  Object.defineProperty(sql, "exec", {
    configurable: true,
    value: (query: string, ...bindings: unknown[]) => {
      if (last !== null) note("rowsRead", last.rowsRead);
      const cursor = exec(query, ...bindings);
      note("rowsWritten", cursor.rowsWritten);
      last = cursor;
      return cursor;
    },
  });
  Object.defineProperty(storage, "setAlarm", {
    configurable: true,
    value: (at: number | Date, options?: DurableObjectSetAlarmOptions) => {
      note("rowsWritten");
      return setAlarm(at, options);
    },
  });
}
