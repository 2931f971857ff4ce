import { log } from "../../log.ts";
import { directoryShard, shardOfVisitor } from "../stubs.ts";
import type { HeldRow } from "./directoryStore.ts";
import type { NoteStore } from "./noteStore.ts";

/** Which part of which site's directory a shard is. */
export interface Place {
  readonly site: string;
  readonly shard: number;
  /** How many parts there are. */
  readonly of: number;
}

interface Kept extends Place {
  /** Rows up to this id are where they belong; null: all are. */
  readonly movedTo: string | null;
}

/** What moving needs of the shard's rows. */
export interface Movable {
  /** The next rows by id, whole. */
  readonly after: (id: string, limit: number) => readonly HeldRow[];
  /** Drops rows that are still as they were sent, with what they counted. */
  readonly drop: (rows: readonly HeldRow[]) => void;
}

const NOTE = "place";
const AT_ONCE = 500;
const BATCHES_PER_ALARM = 10;
const RETRY_MS = 5_000;

/**
 * Moves rows to the shard that they belong to once there are more of them: a row is taken there before it is dropped here, and taking it twice
 * changes nothing. In between both count it, which is why reads ask whether the shards are settled.
 */
export class MoveOutbox {
  readonly #env: Env;
  readonly #storage: DurableObjectStorage;
  readonly #notes: NoteStore;
  readonly #rows: Movable;
  #kept: Kept | null | undefined;

  constructor(env: Env, storage: DurableObjectStorage, notes: NoteStore, rows: Movable) {
    this.#env = env;
    this.#storage = storage;
    this.#notes = notes;
    this.#rows = rows;
  }

  /** Tells the shard where it stands. It never shrinks: who knows of fewer parts has an old configuration. @returns whether all its rows belong here */
  async place(place: Place, now: number): Promise<boolean> {
    const kept = this.#read();
    if (kept !== null && kept.of >= place.of) return kept.movedTo === null;
    const movedTo = this.#rows.after("", 1).length === 0 ? null : "";
    const armed = await this.#storage.getAlarm();
    this.#keep({ ...place, movedTo });
    if (movedTo !== null && (armed === null || armed > now)) void this.#storage.setAlarm(now);
    return movedTo === null;
  }

  /** Whether rows are still to be moved. */
  isMoving(): boolean {
    return (this.#read()?.movedTo ?? null) !== null;
  }

  /** After a delivery: a row that belongs elsewhere came from somebody with an old configuration, and goes on. @returns whether an alarm is wanted */
  notice(ids: readonly string[]): boolean {
    const kept = this.#read();
    if (kept === null || kept.of === 1 || ids.every((id) => shardOfVisitor(id, kept.of) === kept.shard)) return false;
    this.#keep({ ...kept, movedTo: "" });
    return true;
  }

  /** Moves some of what is left. @returns after how many milliseconds to go on; null: all are where they belong */
  async run(): Promise<number | null> {
    try {
      return await this.#moveSome();
    } catch (error) {
      // An alarm that throws is given up after six times.
      log("moving-rows-failed", {}, error);
      return RETRY_MS;
    }
  }

  async #moveSome(): Promise<number | null> {
    for (let batch = 0; batch < BATCHES_PER_ALARM; batch++) {
      const kept = this.#read();
      if (kept === null || kept.movedTo === null) return null;
      const rows = this.#rows.after(kept.movedTo, AT_ONCE);
      const last = rows.at(-1);
      await this.#send(kept, rows);
      // A row that came by mistake meanwhile has set the place back to the beginning.
      if (this.#read() === kept) this.#keep({ ...kept, movedTo: last?.id ?? null });
    }
    return this.#read()?.movedTo === null ? null : 0;
  }

  async #send({ site, shard, of }: Kept, rows: readonly HeldRow[]): Promise<void> {
    const byShard = new Map<number, HeldRow[]>();
    for (const row of rows) {
      const home = shardOfVisitor(row.id, of);
      if (home !== shard) byShard.set(home, [...(byShard.get(home) ?? []), row]);
    }
    for (const [home, misplaced] of byShard) {
      await directoryShard(this.#env, site, home).take(site, misplaced);
      this.#rows.drop(misplaced);
    }
  }

  #read(): Kept | null {
    if (this.#kept === undefined) {
      const body = this.#notes.read(NOTE);
      this.#kept = body === null ? null : JSON.parse(body);
    }
    return this.#kept ?? null;
  }

  #keep(kept: Kept): void {
    this.#notes.write(NOTE, JSON.stringify(kept));
    this.#kept = kept;
  }
}
