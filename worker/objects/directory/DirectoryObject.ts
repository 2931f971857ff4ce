import { DurableObject } from "cloudflare:workers";
import { type Counted, type Counts, countsUnder, NO_COUNT, totalCount } from "#shared/figures/counters";
import { binsOf, type DistributionQuery, type Spread, spreadOf } from "#shared/figures/distribution";
import { type Drift, driftOf } from "#shared/figures/drift";
import { type ExposedCell, type ExposedQuery, exposedCells } from "#shared/figures/exposed";
import type { MatrixQuery } from "#shared/figures/matrix";
import { type Migration, migrationsOf } from "#shared/figures/migrations";
import type { PastSegment, VisitorRow } from "#shared/figures/row";
import { type SoldByDigits, soldBetween } from "#shared/figures/sold";
import { type Past, type Trends, trendsOf } from "#shared/figures/trends";
import type { PopulationSize } from "#shared/scoring/populationCuts";
import { log } from "../../log.ts";
import { aside, note, Occasion } from "../../operations.ts";
import { countRows } from "../countedStore.ts";
import type { ListQuery } from "./directoryList.ts";
import { DirectoryOutbox } from "./directoryOutbox.ts";
import { DirectoryStore, type HeldRow } from "./directoryStore.ts";
import { LedgerStore } from "./ledgerStore.ts";
import { MoveOutbox, type Place } from "./moveOutbox.ts";
import { NewsOutbox } from "./newsOutbox.ts";
import { NoteStore } from "./noteStore.ts";
import { type ListPage, ScanStore, type ValuesPage } from "./scanStore.ts";
import { SimulationOutbox } from "./simulationOutbox.ts";
import { WalkOutbox } from "./walkOutbox.ts";
import { type Walk, WalkStore } from "./walkStore.ts";

/** A row as it is held, and what of it is counted. */
export interface SampledRow {
  readonly id: string;
  readonly row: VisitorRow;
  readonly counted: Counted;
}

const REPORT = "reconciliation";
/** An entry of the ledger is one row, which may have 2 MB. */
const MOST_AT_ONCE = 2_000;
const RETRY_MS = 2_000;

/** A site's visitors as rows, or a shard of them: lists, searches and counts that ask no visitor's object. */
export class DirectoryObject extends DurableObject<Env> {
  readonly #rows: DirectoryStore;
  readonly #ledger: LedgerStore;
  readonly #scan: ScanStore;
  readonly #outbox: DirectoryOutbox;
  readonly #news: NewsOutbox;
  readonly #simulation: SimulationOutbox;
  readonly #walks: WalkStore;
  readonly #walk: WalkOutbox;
  readonly #notes: NoteStore;
  readonly #moves: MoveOutbox;
  readonly #occasion = new Occasion();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    countRows(ctx.storage);
    this.#rows = new DirectoryStore(ctx.storage);
    this.#ledger = new LedgerStore(ctx.storage.sql, () => this.#rows.recount());
    this.#scan = new ScanStore(ctx.storage.sql);
    this.#outbox = new DirectoryOutbox(env, ctx.storage, this.#ledger);
    this.#news = new NewsOutbox(env);
    this.#simulation = new SimulationOutbox(env);
    this.#walks = new WalkStore(ctx.storage.sql);
    this.#walk = new WalkOutbox(env, this.#walks, async (site, rows) => {
      const differing = this.#rows.differing(rows);
      await this.deliver(site, rows);
      this.#mend(site, differing);
    });
    this.#notes = new NoteStore(ctx.storage.sql);
    this.#moves = new MoveOutbox(env, ctx.storage, this.#notes, {
      after: (id, limit) => this.#rows.after(id, limit),
      drop: (rows) => this.#together(() => this.#ledger.enter("", this.#rows.drop(rows), [])),
    });
    void ctx.blockConcurrencyWhile(() => this.#heal());
  }

  /** A walk or a move that waits without an alarm has lost it to six failures, before any code of ours ran. */
  async #heal(): Promise<void> {
    if ((this.#walk.isWalking() || this.#moves.isMoving()) && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now());
  }

  /** Takes in how visitors stand now. Idempotent: a row that is not newer than the one held changes nothing. */
  async deliver(site: string, rows: readonly VisitorRow[]): Promise<void> {
    this.#occasion.note();
    const armed = await this.#outbox.isArmed();
    const waits = this.#together(() => {
      let waits = false;
      for (let from = 0; from < rows.length; from += MOST_AT_ONCE) {
        const { deltas, changes } = this.#rows.write(rows.slice(from, from + MOST_AT_ONCE));
        waits = this.#ledger.enter(site, deltas, changes) || waits;
      }
      return this.#moves.notice(rows.map(({ id }) => id)) || waits;
    });
    const isNews = this.#news.isNews(site, this.size());
    if ((waits || isNews) && !armed) this.#outbox.arm(Date.now());
  }

  /** A visitor's row as it is stored; null: there is none. */
  held(visitor: string): HeldRow | null {
    return this.#rows.held(visitor);
  }

  /**
   * Forgets what is held of a visitor beside their row: whoever is erased has been delivered as removed before.
   *
   * @param until when their object is to be asked to forget the rest, too
   */
  forget(visitor: string, until: number): void {
    this.#together(() => {
      this.#ledger.forgetVisitor(visitor);
      this.#rows.noteErased(visitor, until);
    });
  }

  /** Some of those whose erasure counts no more, by id. */
  erasedUntil(now: number, after: string, limit: number): string[] {
    return this.#rows.erasedUntil(now, after, limit);
  }

  /** Forgets that these were erased: their objects have. */
  forgetErased(visitors: readonly string[]): void {
    this.#rows.forgetErased(visitors);
  }

  /** The next visitors of whom anything was ever delivered, those who are part of others too. */
  ids(after: string, limit: number): string[] {
    return this.#rows.ids(after, limit);
  }

  /** Takes over rows of another shard, which they belong to no more. Idempotent. */
  take(site: string, rows: readonly HeldRow[]): void {
    this.#together(() => this.#ledger.enter(site, this.#rows.take(rows), []));
  }

  /** Tells the shard which part of the directory it is. @returns whether all its rows belong here; else it moves them in the background */
  async place(place: Place): Promise<boolean> {
    return await this.#moves.place(place, Date.now());
  }

  /** All counters: of segments, audiences and the cells of every matrix. Reads no row once they are in memory. */
  counts(): Counts {
    return this.#ledger.counts();
  }

  /** The same from the rows themselves: what the counters must equal. */
  recount(): Counts {
    return this.#rows.recount();
  }

  /** Compares the counters with a recount of the rows, and mends what differs. Reads every row. */
  reconcile(): { readonly counters: number; readonly drift: Drift[] } {
    const [counted, recounted] = [this.#ledger.counts(), this.#rows.recount()];
    const drift = driftOf(counted, recounted);
    if (drift.length > 0) this.#ledger.replace(recounted);
    return { counters: new Set([...counted.keys(), ...recounted.keys()]).size, drift };
  }

  /** Some rows by id, from behind `after` on and round. */
  sample(after: string, limit: number): SampledRow[] {
    const found = this.#scan.rows(after, limit);
    const rest = found.length < limit ? this.#scan.rows("", limit - found.length) : [];
    return [...found, ...rest.filter(({ id }) => id <= after)];
  }

  /** Takes a row that has been found to be right, though its revision is the one that is held. */
  mend(site: string, row: VisitorRow): void {
    this.#mend(site, [row]);
  }

  /** Keeps the report of a reconciliation, as JSON. */
  keepReport(report: string): void {
    this.#notes.write(REPORT, report);
  }

  /** The last report kept; null: none yet. */
  report(): string | null {
    return this.#notes.read(REPORT);
  }

  /** A page of the visitors that a query finds in this shard. */
  list(query: ListQuery): ListPage {
    if (query.rule !== null) return this.#scan.list(query);
    return { items: this.#rows.list(query), total: this.#rows.total(query, this.#ledger.counts()) };
  }

  /**
   * Everybody's nine values as last delivered, by id, a page at a time.
   *
   * @param cursor of the page before; null: from the beginning
   */
  values(cursor: string | null, limit: number): ValuesPage {
    return this.#scan.values(cursor, limit);
  }

  /** Who was where at two instants; reads every row. */
  migrations(from: number, to: number): Migration[] {
    return migrationsOf(segmentsOf(this.#scan.pasts()), from, to);
  }

  /** How the segments filled and emptied between edges; reads every row. */
  trends(edges: readonly number[]): Trends {
    return trendsOf(this.#scan.pasts(), edges);
  }

  /** What those in each cell of a family ordered between edges; reads every row. */
  sold(query: Pick<MatrixQuery, "family" | "by">, edges: readonly number[]): SoldByDigits {
    return soldBetween(this.#scan.buyers(query, edges[0] ?? 0), edges);
  }

  /** What became of everybody who took part in some draws; reads every row. */
  exposed(query: ExposedQuery): ExposedCell[] {
    return exposedCells(this.#scan.exposed(), query);
  }

  /** How far the values of a dimension reach; reads every row. */
  spread(query: DistributionQuery): Spread {
    return spreadOf(this.#scan.placed(query), query);
  }

  /** How many visitors are between each edge and the next; reads every row. */
  bins(query: DistributionQuery, edges: readonly number[]): number[] {
    return binsOf(this.#scan.placed(query), edges, query);
  }

  /** Brings every visitor of this shard to a model, in the background. @returns how many they are */
  async follow(order: Pick<Walk, "site" | "shard" | "model">): Promise<number> {
    const total = this.#walks.begin(order);
    if (this.#walk.isWalking()) await this.ctx.storage.setAlarm(Date.now());
    return total;
  }

  /**
   * Where a page of this shard's visitors would be under a draft.
   *
   * @param page after whom, and how many
   * @returns the moves, those that stay among them, and the last visitor asked; null: there are no more
   */
  async simulate(request: Parameters<SimulationOutbox["moves"]>[1], page: { after: string; limit: number }) {
    const ids = this.#walks.next(page, page.limit);
    const moves = await this.#simulation.moves(ids, request);
    return { moves, after: ids.length < page.limit ? null : (ids.at(-1) ?? null) };
  }

  /** How many people this shard knows, from its counters. */
  size(): PopulationSize {
    const counts = this.#ledger.counts();
    const { visitors } = totalCount(countsUnder(counts, "segment/").values());
    return { visitors, customers: visitors - (counts.get("score/rfm/---") ?? NO_COUNT).visitors };
  }

  override async alarm(): Promise<void> {
    // A walk is a new model's, not of those who look at pages.
    try {
      await (this.#walk.isWalking() ? aside(() => this.#ring()) : this.#occasion.follow(() => this.#ring()));
    } catch (error) {
      // An alarm that throws is given up after six times.
      log("directory-alarm-failed", {}, error);
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
    }
  }

  async #ring(): Promise<void> {
    note("alarms");
    await this.#outbox.drain(Date.now());
    const isDone = (await this.#news.tell(this.size())) && (await this.#walk.go());
    const goesOn = this.#walk.isWalking() ? 0 : null;
    const delays = [isDone ? goesOn : RETRY_MS, await this.#moves.run()];
    const soonest = Math.min(...delays.map((delay) => delay ?? Number.POSITIVE_INFINITY));
    if (Number.isFinite(soonest)) await this.ctx.storage.setAlarm(Date.now() + soonest);
  }

  #mend(site: string, rows: readonly VisitorRow[]): void {
    if (rows.length === 0) return;
    this.#together(() => {
      const { deltas, changes } = this.#rows.write(rows, true);
      return this.#ledger.enter(site, deltas, changes);
    });
  }

  /** Rows and the counters over them, both or neither. */
  #together<T>(write: () => T): T {
    // The counters must be read before rows change: a shard without a kept sum counts its rows.
    this.#ledger.counts();
    try {
      return this.ctx.storage.transactionSync(write);
    } catch (error) {
      this.#ledger.forget();
      throw error;
    }
  }
}

function* segmentsOf(pasts: Iterable<Past>): Generator<readonly PastSegment[]> {
  for (const { segments } of pasts) yield segments;
}
