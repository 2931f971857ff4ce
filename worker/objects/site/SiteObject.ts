import { DEFAULTS } from "#shared/config/defaults";
import { DAY_MS } from "#shared/events/clock";
import type { SegmentChange } from "#shared/figures/row";
import { aside, note } from "../../operations.ts";
import type { Doer } from "./auditStore.ts";
import { ChangeStore } from "./changeStore.ts";
import { CopyStore, type SitePlace } from "./copyStore.ts";
import { CredentialStore, type TokenRow } from "./credentialStore.ts";
import type { RescoringRow } from "./modelStore.ts";
import { closeSite, firstSecrets, type OpenOrder, openSite, textsOf } from "./opening.ts";
import { PopulationOutbox } from "./populationOutbox.ts";
import type { Publication, Published } from "./publishing.ts";
import type { RestoringStores } from "./restoring.ts";
import { newKey, type RotateOrder, replaceKeys } from "./rotation.ts";
import { type Forgotten, SiteRecords } from "./SiteRecords.ts";
import { digestOf } from "./secret.ts";
import { newMessages } from "./segmentMessage.ts";
import { type ModelsView, SiteModels } from "./siteModels.ts";
import { SiteOutbox } from "./siteOutbox.ts";
import { type Orders, SitePublishing } from "./sitePublishing.ts";
import { type RestoreOrder, type RestoreOutcome, SiteRestoring } from "./siteRestoring.ts";
import { SiteSockets } from "./siteSockets.ts";
import { SiteStore } from "./siteStore.ts";
import { createToken, revokeToken, type TokenWanted } from "./tokens.ts";

/** One site: its drafts and versions, who may do what, and what was done. The one judge over what is published. */
export class SiteObject extends SiteRecords {
  readonly #site: SiteStore;
  readonly #credentials: CredentialStore;
  readonly #changes: ChangeStore;
  readonly #models: SiteModels;
  readonly #stores: RestoringStores;
  readonly #restoring: SiteRestoring;
  readonly #publishing: SitePublishing;
  readonly #outbox: SiteOutbox;
  readonly #population: PopulationOutbox;
  readonly #sockets: SiteSockets;
  /** For how long records are kept. */
  readonly #keptMs = () => (this.#site.retentionDays() ?? DEFAULTS.privacy.retentionDays) * DAY_MS;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#site = new SiteStore(ctx.storage.sql);
    this.#credentials = new CredentialStore(ctx.storage.sql);
    this.#changes = new ChangeStore(ctx.storage.sql);
    this.#models = new SiteModels(ctx.storage.sql, this.#site);
    this.#stores = {
      ...{ site: this.#site, audit: this.audit, models: this.#models, credentials: this.#credentials },
      copies: new CopyStore(ctx.storage.sql),
    };
    this.#restoring = new SiteRestoring(ctx.storage, this.#stores);
    this.#publishing = new SitePublishing(ctx.storage, this.#stores);
    this.#outbox = new SiteOutbox(ctx, env, this.#stores);
    this.#population = new PopulationOutbox(env, this.#models);
    this.#sockets = new SiteSockets(ctx);
    void ctx.blockConcurrencyWhile(() => this.heal());
  }

  /** Opens the site with its first keys and an admin token. Null: it was opened before; a key is given once only, and KV, had it been lost, anew. */
  async open(order: OpenOrder, now: number) {
    const [digest, secrets] = await Promise.all([digestOf(order.body), firstSecrets(order.key)]);
    const { isNew } = this.#decided(now, () => ({ isNew: openSite(this.#stores, { ...order, digest, secrets }, now) }));
    await this.#deliver();
    return isNew ? { ...textsOf(secrets), document: this.#outbox.text(now) } : null;
  }

  /** Closes the site for good: no credential works any more, nothing is published. False: it is not open. */
  async close(by: Doer, now: number): Promise<boolean> {
    const isClosed = this.#decide(now, () => closeSite(this.#stores, by, now));
    if (isClosed) this.#sockets.end();
    await this.#deliver();
    return isClosed;
  }

  /** The next rows of a kind, for a backup of an instant. */
  backup(place: SitePlace | null, upTo: number) {
    return this.#restoring.page(place, upTo);
  }

  restore(order: RestoreOrder, now: number): RestoreOutcome {
    return this.#restoring.restore(order, now);
  }

  /** Opens the site that a backup was restored to. Its secrets are in this answer only; null where it was open before. */
  async openRestored(order: Parameters<SiteRestoring["open"]>[0], now: number) {
    const answer = await this.#restoring.open(order, now, (change) => this.#decided(now, change));
    await this.#deliver();
    return { ...answer, document: this.#outbox.text(now) };
  }

  /** Somebody finds nothing of the site in KV. False: rightly so. Else KV is told again, at most once a minute. */
  async republish(now: number): Promise<boolean> {
    if (this.#site.site()?.closedAt !== null) return false;
    if (this.#decide(now, () => this.#outbox.isLost(now))) await this.#deliver();
    return true;
  }

  /** The document by which what is left of a closed site ends; null: the site is not closed. */
  closedText(now: number): string | null {
    return this.#outbox.closedText(now);
  }

  draft() {
    return this.#publishing.draft();
  }

  async saveDraft(order: Orders["save"], now: number) {
    return await this.#publishing.save(order, now);
  }

  discardDraft(order: Orders["discard"], now: number) {
    return this.#publishing.discard(order, now);
  }

  async publish(order: Orders["publish"], now: number): Promise<Published> {
    return await this.#publication(now, () => this.#publishing.publish(order, now));
  }

  async rollback(order: Orders["rollback"], now: number): Promise<Published> {
    return await this.#publication(now, () => this.#publishing.rollBack(order, now));
  }

  /** What is scheduled. Not called `scheduled`: the platform keeps that name for a handler. */
  waiting() {
    return this.#publishing.scheduled();
  }

  async schedule(order: Orders["schedule"], now: number) {
    const scheduling = this.#publishing.schedule(order, now);
    await this.arm();
    return scheduling;
  }

  cancelSchedule(by: Doer, now: number): boolean {
    return this.#publishing.cancel(by, now);
  }

  version(version: number) {
    return this.#site.version(version);
  }

  versions() {
    return this.#site.versions();
  }

  /** Whose token it is, if it is anybody's now. */
  tokenHolder({ prefix, digest }: { prefix: string; digest: string }, now: number): TokenRow | null {
    return this.#credentials.holder(prefix, digest, now);
  }

  tokens(): TokenRow[] {
    return this.#credentials.tokens();
  }

  /** Makes a token; its secret is in this answer and nowhere else. */
  async createToken(wanted: TokenWanted, by: Doer, now: number) {
    return await createToken(this.#stores, { key: this.#site.site()?.key ?? "", wanted, by }, now);
  }

  /** Revokes a token, and ends what it watches. False: there is none. */
  revokeToken(id: string, by: Doer, now: number): boolean {
    const isGone = revokeToken(this.#stores, { id, by }, now);
    if (isGone) this.#sockets.end(id);
    return isGone;
  }

  /** Puts a new key in the place of a kind's. Its secret is in this answer and nowhere else. Null: none can be kept. */
  async rotateKey(order: RotateOrder, now: number): Promise<{ text: string | null; document: string | null } | null> {
    const made = await newKey(this.env, order.kind, this.#site.site()?.key ?? "");
    if (made === null) return null;
    this.#decide(now, () => replaceKeys(this.#stores, made, order, now));
    await this.#deliver();
    return { text: made.text, document: this.#outbox.text(now) };
  }

  /** Forgets people who were erased, where they went too. Idempotent. */
  override forget(whom: Forgotten): void {
    super.forget(whom);
    this.#changes.forget(whom.visitors);
  }

  /** Tells whoever watches the site of changed segments. The same change, told again, is told to nobody. */
  announce(changes: readonly SegmentChange[], now = Date.now()): void {
    const messages = this.ctx.storage.transactionSync(() => newMessages(this.#changes, changes, now));
    for (const message of messages) this.#sockets.send(message, now);
  }

  /** The upgrade of a watcher, as `watchRequest` makes it. */
  override fetch(request: Request): Response {
    return this.#sockets.accept(request, (after) => this.#changes.after(after));
  }

  draftModel() {
    return this.#models.draft();
  }

  /** The models, newest first, and how far visitors have followed the one in force. */
  models(versions?: readonly number[]): ModelsView {
    return this.#models.view(versions);
  }

  /** News of the directory: more or fewer people are known than when it last said so. */
  async populationMoved(now = Date.now()): Promise<void> {
    this.#models.populationMoved(now);
    await this.arm();
  }

  /** An import goes on, or one part of it is over; `id` tells it from others. */
  importing(id: string, isUnderWay: boolean, now = Date.now()): void {
    if (isUnderWay) this.#models.importBegins(id, now);
    else this.#models.importEnds(id, now);
  }

  /** Measures the population as soon as may be, whether or not it has moved. */
  async measure(now = Date.now()): Promise<void> {
    this.#models.measureNow(now);
    await this.arm();
  }

  /** How far a shard of the directory has come with re-scoring. */
  rescored(row: RescoringRow): void {
    this.#models.noteRescoring(row);
  }

  override async alarm(): Promise<void> {
    await aside(() => this.#ring()).catch((error: unknown) => this.ringAgain(error));
  }

  async #ring(): Promise<void> {
    note("alarms");
    const now = Date.now();
    // First of all, so that nothing that fails holds it up.
    this.#decide(now, () => this.#publishing.publishDue(now));
    await this.#deliver();
    const site = this.#site.site();
    this.keepRecords(now, now - this.#keptMs());
    if (site === null || site.closedAt !== null) return await this.arm();
    // A population that was measured may make another model, which is then delivered like any.
    const isNew = await this.#population.measure(site.key, (publish) => this.#decide(Date.now(), publish));
    await (isNew ? this.#deliver() : this.arm());
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }

  /** Decides in one transaction, and owes KV the outcome unless it is a refusal. */
  #decided<Outcome extends object>(now: number, decide: () => Outcome): Outcome {
    return this.ctx.storage.transactionSync(() => {
      const outcome = decide();
      if (!("refused" in outcome)) this.#outbox.owe(now);
      return outcome;
    });
  }

  /** The same of a change; false: it is none. */
  #decide(now: number, change: () => boolean): boolean {
    return !("refused" in this.#decided(now, () => (change() ? {} : { refused: true })));
  }

  async #publication(now: number, make: () => Publication): Promise<Published> {
    const publication = this.#decided(now, make);
    if ("refused" in publication) return { publication, document: null };
    await this.#deliver();
    return { publication, document: this.#outbox.text(now) };
  }

  /** KV first, then the directory; whatever fails is tried again by the alarm. */
  async #deliver(): Promise<void> {
    await this.#outbox.deliver();
    const site = this.#site.site();
    if (site !== null && site.closedAt === null) await this.#population.tell(site.key);
    await this.arm();
  }

  protected override dueAt(): number | null {
    // Of a closed site nothing else is ever done than that its records go: an alarm for it would ring for ever.
    const isOpen = this.#site.site()?.closedAt === null;
    const more = isOpen ? [this.#population.dueAt(), this.#publishing.dueAt()] : [];
    const due = [this.#outbox.retryAt(Date.now()), this.recordsDueAt(this.#keptMs), ...more].filter(
      (at) => at !== null,
    );
    return due.length === 0 ? null : Math.min(...due);
  }
}
