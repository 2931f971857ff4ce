import { DurableObject } from "cloudflare:workers";
import type { VisitorRow } from "#shared/figures/row";
import type { ListQuery } from "./directoryList.ts";
import { DirectoryOutbox } from "./directoryOutbox.ts";
import { DirectoryStore, type ListPage, type SegmentCounter } from "./directoryStore.ts";

/** A site's visitors as rows, or a shard of them: lists, searches and counts that ask no visitor's object. */
export class DirectoryObject extends DurableObject<Env> {
  readonly #store: DirectoryStore;
  readonly #outbox: DirectoryOutbox;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new DirectoryStore(ctx.storage);
    this.#outbox = new DirectoryOutbox(env, ctx.storage, this.#store);
  }

  /** Takes in how visitors stand now. Idempotent: a row that is not newer than the one held changes nothing. */
  async deliver(site: string, rows: readonly VisitorRow[]): Promise<void> {
    const armed = await this.#outbox.isArmed();
    const waits = this.#store.deliver(site, rows);
    if (waits && !armed) this.#outbox.arm(Date.now());
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

  override async alarm(): Promise<void> {
    await this.#outbox.drain(Date.now());
  }
}
