import type { AuditStore, Doer } from "./auditStore.ts";
import { type Drafted, type DraftOrder, type DraftView, discardDraft, draftView, keepDraft } from "./drafting.ts";
import {
  type DraftSeen,
  type Publication,
  type PublishingStores,
  publishDraft,
  rollBack,
  type Signed,
} from "./publishing.ts";
import { ScheduleStore } from "./scheduleStore.ts";
import { cancelSchedule, publishDue, publishingAt, type Scheduling, scheduleDraft } from "./scheduling.ts";
import { digestOf } from "./secret.ts";
import type { SiteModels } from "./siteModels.ts";
import type { SiteStore } from "./siteStore.ts";

/** What each of these is told. */
export interface Orders {
  readonly save: Omit<DraftOrder, "digest">;
  readonly discard: Pick<DraftOrder, "by" | "revisions">;
  readonly publish: Signed & DraftSeen;
  readonly rollback: Signed & { readonly version: number };
  readonly schedule: Signed & DraftSeen & { readonly publishAt: number };
}

interface Stores {
  readonly site: SiteStore;
  readonly audit: AuditStore;
  readonly models: SiteModels;
}

/** A site's way from draft to version and back. Publishing, which KV is owed, is left to a transaction of the caller's. */
export class SitePublishing {
  readonly #storage: DurableObjectStorage;
  readonly #stores: PublishingStores;

  constructor(storage: DurableObjectStorage, stores: Stores) {
    this.#storage = storage;
    this.#stores = { ...stores, schedule: new ScheduleStore(storage.sql) };
  }

  draft(): DraftView {
    return draftView(this.#stores);
  }

  /** Replaces the draft as a whole. */
  async save(order: Orders["save"], now: number): Promise<Drafted> {
    const digest = await digestOf(order.body);
    return this.#storage.transactionSync(() => keepDraft(this.#stores, { ...order, digest }, now));
  }

  discard(order: Orders["discard"], now: number): Drafted {
    return this.#storage.transactionSync(() => discardDraft(this.#stores, order, now));
  }

  publish(order: Orders["publish"], now: number): Publication {
    return publishDraft(this.#stores, order, now);
  }

  rollBack(order: Orders["rollback"], now: number): Publication {
    return rollBack(this.#stores, order, now);
  }

  /** What is scheduled, or has lapsed and was not put away; null: nothing. */
  scheduled() {
    return this.#stores.schedule.read();
  }

  schedule(order: Orders["schedule"], now: number): Scheduling {
    return this.#storage.transactionSync(() => scheduleDraft(this.#stores, order, now));
  }

  cancel(by: Doer, now: number): boolean {
    return this.#storage.transactionSync(() => cancelSchedule(this.#stores, by, now));
  }

  /** Publishes what is scheduled, if its instant has come. */
  publishDue(now: number): boolean {
    return publishDue(this.#stores, now);
  }

  /** When something is to be published; null: nothing waits. */
  dueAt(): number | null {
    return publishingAt(this.#stores);
  }
}
