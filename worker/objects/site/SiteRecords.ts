import { DurableObject } from "cloudflare:workers";
import type { Link } from "#shared/privacy/auditChain";
import { log } from "../../log.ts";
import { aside } from "../../operations.ts";
import { countRows } from "../countedStore.ts";
import { migrate } from "../migrate.ts";
import { type AuditAsked, type AuditChain, type AuditPage, AuditStore, type Deed } from "./auditStore.ts";
import { type Finding, type FindingRow, FindingStore } from "./findingStore.ts";
import { type Seen, type SightingPage, type SightingQuery, SightingStore } from "./sightingStore.ts";
import { siteMigrations } from "./siteMigrations.ts";
import { type TallyRow, TallyStore } from "./tallyStore.ts";

const RETRY_MS = 60_000;

/** People who were erased: their visitors' ids, and every other id that they went by. */
export interface Forgotten {
  readonly visitors: readonly string[];
  readonly ids: readonly string[];
}

/** What a site's object keeps for others to read, and decides nothing by; and its one alarm. */
export abstract class SiteRecords extends DurableObject<Env> {
  readonly #findings: FindingStore;
  readonly #sightings: SightingStore;
  readonly #tallies: TallyStore;
  protected readonly audit: AuditStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    countRows(ctx.storage);
    migrate(ctx.storage, siteMigrations);
    this.#findings = new FindingStore(ctx.storage.sql);
    this.#sightings = new SightingStore(ctx.storage.sql);
    this.#tallies = new TallyStore(ctx.storage.sql);
    this.audit = new AuditStore(ctx.storage.sql);
  }

  auditPage(asked: AuditAsked): AuditPage {
    return this.audit.page(asked);
  }

  auditChain(from?: Link): AuditChain {
    return this.audit.chain(from);
  }

  /** What a marketer did to visitors, whose objects keep no log of who asked. */
  noteDeed(deed: Deed, now: number): void {
    this.audit.add(deed, now);
  }

  /** What somebody did to themselves by a public key. */
  async notePublicDeed(deed: Deed, now: number): Promise<void> {
    const wasCounting = this.audit.dayEndsAt() !== null;
    this.ctx.storage.transactionSync(() => this.audit.addPublic(deed, now));
    if (!wasCounting && this.audit.dayEndsAt() !== null) await this.arm();
  }

  noteRefusal(deed: Deed, now: number): void {
    this.audit.addOnce(deed, now);
  }

  async noteFinding(finding: Finding, now: number): Promise<void> {
    await this.#keep(() => this.#findings.add(finding, now));
  }

  findings(): FindingRow[] {
    return this.#findings.list();
  }

  /** Takes how often something came to nothing, or a request was answered so. */
  noteTallies(rows: readonly TallyRow[]): void {
    this.#tallies.add(rows);
  }

  tallies(from: number, to: number): TallyRow[] {
    return this.#tallies.between(from, to);
  }

  /** Takes who saw whom. It is told after the answer, and no page view has set it off. */
  async noteSightings(seen: readonly Seen[]): Promise<void> {
    await aside(() => this.#keep(() => this.#sightings.add(seen)));
  }

  sightings(query: SightingQuery): SightingPage {
    return this.#sightings.page(query);
  }

  /** Forgets people who were erased: what was found of their ids goes; that somebody was looked at stays, who it was does not. Idempotent. */
  forget({ visitors, ids }: Forgotten): void {
    this.ctx.storage.transactionSync(() => {
      this.#findings.forget(ids);
      this.#sightings.unname(visitors);
    });
  }

  /** When something is to be done about records: the oldest goes, where they are kept for so long, or a day's count is entered. Null: nothing is. */
  protected recordsDueAt(keptMs: () => number): number | null {
    const oldest = this.#oldest();
    const due = [oldest === null ? null : oldest + keptMs(), this.audit.dayEndsAt()].filter((at) => at !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Takes a record. The first that there is is the first that will go. */
  async #keep(add: () => void): Promise<void> {
    const isFirst = this.#oldest() === null;
    add();
    if (isFirst) await this.arm();
  }

  /** The oldest record that speaks of somebody. */
  #oldest(): number | null {
    const all = [this.#sightings.oldest(), this.#findings.oldest()].filter((at) => at !== null);
    return all.length === 0 ? null : Math.min(...all);
  }

  /** @param until what is older goes */
  protected keepRecords(now: number, until: number): void {
    this.ctx.storage.transactionSync(() => this.audit.endDays(now));
    this.#sightings.forget(until);
    this.#findings.forgetUntil(until);
  }

  /** When there is something to do next, epoch milliseconds; null: there is nothing. */
  protected abstract dueAt(): number | null;

  /** One alarm, at the nearest thing to do. */
  protected async arm(): Promise<void> {
    const at = this.dueAt();
    await (at === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(at));
  }

  /** Whatever has something to do and no alarm lost it to six failures, before any code of ours ran. */
  protected async heal(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null && this.dueAt() !== null) await this.arm();
  }

  /** An alarm that throws is given up after six times: so it is set again, and does not. */
  protected async ringAgain(error: unknown): Promise<void> {
    log("site-alarm-failed", {}, error);
    await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
  }
}
