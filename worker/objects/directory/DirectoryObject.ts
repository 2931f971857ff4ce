import { DurableObject } from "cloudflare:workers";
import type { VisitorRow } from "#shared/figures/row";
import type { PopulationSize } from "#shared/scoring/populationCuts";
import type { ListQuery } from "./directoryList.ts";
import { DirectoryOutbox } from "./directoryOutbox.ts";
import { DirectoryStore, type ListPage, type SegmentCounter, type ValuesPage } from "./directoryStore.ts";
import { NewsOutbox } from "./newsOutbox.ts";
import { SimulationOutbox } from "./simulationOutbox.ts";
import { WalkOutbox } from "./walkOutbox.ts";
import { type Walk, WalkStore } from "./walkStore.ts";

const RETRY_MS = 2_000;

/** A site's visitors as rows, or a shard of them: lists, searches and counts that ask no visitor's object. */
export class DirectoryObject extends DurableObject<Env> {
  readonly #store: DirectoryStore;
  readonly #outbox: DirectoryOutbox;
  readonly #news: NewsOutbox;
  readonly #simulation: SimulationOutbox;
  readonly #walks: WalkStore;
  readonly #walk: WalkOutbox;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new DirectoryStore(ctx.storage);
    this.#outbox = new DirectoryOutbox(env, ctx.storage, this.#store);
    this.#news = new NewsOutbox(env);
    this.#simulation = new SimulationOutbox(env);
    this.#walks = new WalkStore(ctx.storage.sql);
    this.#walk = new WalkOutbox(env, this.#walks, (site, rows) => this.deliver(site, rows));
  }

  /** Takes in how visitors stand now. Idempotent: a row that is not newer than the one held changes nothing. */
  async deliver(site: string, rows: readonly VisitorRow[]): Promise<void> {
    const armed = await this.#outbox.isArmed();
    const waits = this.#store.deliver(site, rows);
    const isNews = this.#news.isNews(site, this.size());
    if ((waits || isNews) && !armed) this.#outbox.arm(Date.now());
  }

  /** The counters of the segments that hold somebody. */
  segments(): SegmentCounter[] {
    return this.#store.counters();
  }

  /** The same from the rows themselves: what the counters must equal. */
  recount(): SegmentCounter[] {
    return this.#store.recount();
  }

  /** A page of the visitors that a query finds in this shard. */
  list(query: ListQuery): ListPage {
    return this.#store.list(query);
  }

  /** Brings every visitor of this shard to a model, in the background. @returns how many they are */
  async follow(order: Pick<Walk, "site" | "shard" | "model">): Promise<number> {
    const total = this.#walks.begin(order);
    if (this.#walk.isWalking()) await this.ctx.storage.setAlarm(Date.now());
    return total;
  }

  /** @param cursor of the page before; null: from the beginning */
  values(cursor: string | null, limit: number): ValuesPage {
    return this.#store.values(cursor, limit);
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

  /** How many people this shard knows. */
  size(): PopulationSize {
    return this.#store.size();
  }

  override async alarm(): Promise<void> {
    await this.#outbox.drain(Date.now());
    const isDone = (await this.#news.tell(this.size())) && (await this.#walk.go());
    if (!isDone || this.#walk.isWalking()) await this.ctx.storage.setAlarm(Date.now() + (isDone ? 0 : RETRY_MS));
  }
}
