/** Rows written so far, as they are billed: by SQL, and one for each alarm set. */
export interface CountedRows {
  sql: number;
  alarms: number;
}

/** Counts what an object's storage writes from now on. To be called inside the object, by `runInDurableObject`. */
export function countRows(storage: DurableObjectStorage): CountedRows {
  const rows: CountedRows = { sql: 0, alarms: 0 };
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  const setAlarm = storage.setAlarm.bind(storage);
  Object.defineProperty(sql, "exec", {
    configurable: true,
    value: (query: string, ...bindings: unknown[]) => {
      const cursor = exec(query, ...bindings);
      rows.sql += cursor.rowsWritten;
      return cursor;
    },
  });
  Object.defineProperty(storage, "setAlarm", {
    configurable: true,
    value: (at: number) => {
      rows.alarms += 1;
      return setAlarm(at);
    },
  });
  return rows;
}
