/** Rows written so far, as they are billed: by SQL, and one for each alarm set; and rows read. */
export interface CountedRows {
  sql: number;
  alarms: number;
  readonly read: number;
}

/**
 * Counts what an object's storage writes and reads from now on. To be called inside the object, by `runInDurableObject`.
 *
 * @param statements which SQL statements count, all if left out
 */
export function countRows(storage: DurableObjectStorage, statements = /^/): CountedRows {
  // A cursor knows what it has read once it is used up, so it is asked when the count is.
  const cursors: { readonly rowsRead: number }[] = [];
  const rows: CountedRows = {
    sql: 0,
    alarms: 0,
    get read() {
      return cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    },
  };
  Object.defineProperty(rows, "read", { enumerable: false });
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  const setAlarm = storage.setAlarm.bind(storage);
  Object.defineProperty(sql, "exec", {
    configurable: true,
    value: (query: string, ...bindings: unknown[]) => {
      const cursor = exec(query, ...bindings);
      if (!statements.test(query)) return cursor;
      rows.sql += cursor.rowsWritten;
      cursors.push(cursor);
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
