/**
 * Brings an object's tables up to date. The steps are append-only: each runs once, in order, and is kept as it ran,
 * so that a step that was changed afterwards is refused, and so is a state that a newer release has written.
 *
 * @param steps SQL, one or more statements each
 * @throws RangeError “migrate requires …”, before anything is changed
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  const done = sql.exec<{ text: string }>("SELECT text FROM migrations ORDER BY step").toArray();
  if (done.length > steps.length) {
    throw new RangeError(`migrate requires a release that knows ${done.length} steps, this one knows ${steps.length}`);
  }
  for (const [index, { text }] of done.entries()) {
    if (text !== steps[index])
      throw new RangeError(`migrate requires step ${index + 1} as it once ran: append another instead`);
  }
  if (done.length === steps.length) return;
  storage.transactionSync(() => {
    for (const [index, step] of steps.entries()) {
      if (index < done.length) continue;
      sql.exec(step);
      sql.exec("INSERT INTO migrations (step, text) VALUES (?, ?)", index + 1, step);
    }
  });
}
