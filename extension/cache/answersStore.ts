import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** An answer as it was last known. */
export interface KeptAnswer {
  readonly value: unknown;
  /** When it was answered, in milliseconds. */
  readonly at: number;
}

interface Entry extends KeptAnswer {
  readonly key: string;
  /** Of its JSON, in characters. */
  readonly size: number;
}

interface Answers extends DBSchema {
  answers: { key: string; value: Entry; indexes: { at: number } };
}

/** So much is kept at most; the oldest goes first. */
export const MOST_ANSWERS = 200;
export const MOST_CHARACTERS = 4_000_000;
/** Who is not looked at for so long is not kept on this machine. */
export const LONGEST_MS = 7 * 86_400_000;

let opened: Promise<IDBPDatabase<Answers>> | undefined;

/** What was last answered to a question, so that there is something to see before, or without, a new answer. */
export async function readAnswer(key: string, now: number): Promise<KeptAnswer | null> {
  const entry = await (await database()).get("answers", key);
  return entry === undefined || now - entry.at > LONGEST_MS ? null : { value: entry.value, at: entry.at };
}

/** Keeps an answer in place of the one before, and drops what is over the bounds. An answer too big to keep is not. */
export async function keepAnswer(key: string, value: unknown, now: number): Promise<void> {
  const size = JSON.stringify(value)?.length ?? 0;
  const { store, done } = (await database()).transaction("answers", "readwrite");
  if (size > MOST_CHARACTERS / 4) await store.delete(key);
  else await store.put({ key, value, at: now, size });
  let [answers, characters] = [0, 0];
  for (
    let cursor = await store.index("at").openCursor(null, "prev");
    cursor !== null;
    cursor = await cursor.continue()
  ) {
    answers += 1;
    characters += cursor.value.size;
    if (answers > MOST_ANSWERS || characters > MOST_CHARACTERS || now - cursor.value.at > LONGEST_MS)
      await cursor.delete();
  }
  await done;
}

/** Forgets everything. */
export async function forgetAnswers(): Promise<void> {
  await (await database()).clear("answers");
}

function database(): Promise<IDBPDatabase<Answers>> {
  opened ??= openDB<Answers>("answers", 1, {
    upgrade: (db) => {
      db.createObjectStore("answers", { keyPath: "key" }).createIndex("at", "at");
    },
    // Another version of the extension wants it, or the browser took it away: opened anew when next asked.
    blocking: (_current, _blocked, event) => {
      opened = undefined;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = undefined;
    },
  });
  // A store that cannot be opened is tried again: a full disk passes.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}
