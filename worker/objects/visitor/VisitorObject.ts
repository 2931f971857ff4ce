import { DurableObject } from "cloudflare:workers";
import type { VisitorRow } from "#shared/figures/row";
import type { HistoryEntry } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import type { Explanation } from "#shared/wire/explainAnswers";
import { note, Occasion } from "../../operations.ts";
import { heldSite, type PublishedSite, publishedSite } from "../../publishedStore.ts";
import { countRows } from "../countedStore.ts";
import { type DraftModel, type SimulatedMove, simulatedMove } from "./draftModel.ts";
import { explanationOf } from "./explanationOf.ts";
import { forwardAnswer, namingOf, partOf, placeOf, provenBy } from "./linking.ts";
import { nextDuty } from "./nextDuty.ts";
import { deliveredWith, type NextEntry, nextEntry, storedOf, tickEntry } from "./nextEntry.ts";
import { type OrdersPage, type OrdersRequest, ordersOn } from "./ordersPage.ts";
import { RefusedIds } from "./refusedIds.ts";
import { limitedKnown, serveView } from "./serving.ts";
import { askedWith, type EventsPage, eventsOf, historyUpTo, type Known, knownOf, rowFor } from "./visitorAnswers.ts";
import { VisitorLinks } from "./visitorLinks.ts";
import { unseen, type VisitorState } from "./visitorLog.ts";
import { VisitorOutbox } from "./visitorOutbox.ts";
import type {
  AbsorbAnswer,
  AbsorbRequest,
  GivenUp,
  GiveUpRequest,
  KnownRequest,
  LinkAnswer,
  LinkRequest,
  Membership,
  ReadAnswer,
  ReadRequest,
  RecordAnswer,
  RecordRequest,
} from "./visitorRequests.ts";
import { VisitorSockets } from "./visitorSockets.ts";
import { VisitorStore } from "./visitorStore.ts";

const UNKNOWN = { kind: "unknown" } as const;

/** One visitor: an append-only log, its fold in memory, one alarm, and the sockets of those who watch. */
export class VisitorObject extends DurableObject<Env> {
  readonly #id: string;
  readonly #store: VisitorStore;
  readonly #sockets: VisitorSockets;
  readonly #outbox: VisitorOutbox;
  readonly #links: VisitorLinks;
  #state: VisitorState | null = null;
  readonly #refused = new RefusedIds();
  #conversions = "";
  #alarmAt: number | null = null;
  readonly #occasion = new Occasion();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    countRows(ctx.storage);
    this.#id = ctx.id.toString();
    this.#store = new VisitorStore(ctx.storage);
    this.#sockets = new VisitorSockets(ctx);
    this.#outbox = new VisitorOutbox(env, this.#id);
    this.#links = new VisitorLinks({
      id: this.#id,
      store: this.#store,
      outbox: this.#outbox,
      state: () => this.#state ?? unseen(""),
      append: (addition, model) => {
        const next = nextEntry(this.#state ?? unseen(""), model, addition);
        if (next !== null) this.#write(next, model);
      },
      write: (next, model) => this.#write(next, model),
    });
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
    });
  }

  /** Stores messages of this visitor, each once, and answers once they are durable. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const site = await this.#site(request);
    const { model } = site;
    const state = this.#open(request.site, model);
    if (state === null) return { kind: "another" };
    const place = placeOf(this.#id, state, request.via);
    if (state.forward !== null || "back" in place)
      return (
        forwardAnswer(this.#id, state) ?? { kind: "forward", to: "back" in place ? place.back : "", absorbed: true }
      );
    if (request.refused !== undefined) this.#refused.add(request.refused, request.now);
    const naming = namingOf(this.#id, state, request, (userId) => this.#refused.has(userId, request.now));
    if ("kind" in naming) return naming;
    const imported = request.imported ?? false;
    this.#occasion.note();
    const part = partOf(state, request);
    const told = nextEntry(state, model, {
      kind: "events",
      messages: request.messages.map((message) => storedOf(message, imported)),
      now: request.now,
      joins: place.joins,
      ...(part !== undefined && { part }),
      ...(request.anonymousId !== null && { anonymousIds: [request.anonymousId] }),
      ...naming,
      ...provenBy(state, request, naming),
    });
    const { next, decided } = serveView(this.#id, state, told, site, request);
    if (next !== null) this.#write(next, model);
    const accepted = next?.accepted.length ?? 0;
    const after = this.#state ?? state;
    const asked = askedWith(request);
    const known = asked && { ...knownOf(this.#id, after, model, asked), decided };
    const row = imported && after.changed > after.delivered ? rowFor(this.#id, after, model, request.now) : null;
    return { kind: "recorded", id: this.#id, accepted, known, row };
  }

  /** The segment and the wanted facts at an instant; nothing is stored, no visit is counted. */
  async known(request: KnownRequest): Promise<ReadAnswer<Known>> {
    return this.#read(request, (state, model, site) =>
      limitedKnown(knownOf(this.#id, state, model, request), state, site, request),
    );
  }

  /** The whole visitor at an instant, right even before an alarm has run. */
  async read(request: ReadRequest): Promise<ReadAnswer<VisitorRow>> {
    return this.#read(request, (state, model) => rowFor(this.#id, state, model, request.now));
  }

  /** Why the visitor scores so and is in this segment, and what one event changed. */
  async explain(request: ReadRequest & { readonly event: string | null }): Promise<ReadAnswer<Explanation>> {
    return this.#read(request, (state, model) => explanationOf(state, model, request));
  }

  /** The history up to an instant, oldest first. */
  async history(request: ReadRequest): Promise<ReadAnswer<HistoryEntry[]>> {
    return this.#read(request, (state, model) => historyUpTo(this.#store, state, model, request.now));
  }

  /** Events, newest first. */
  async events(
    request: ReadRequest & { readonly cursor: string | null; readonly limit: number },
  ): Promise<ReadAnswer<EventsPage>> {
    return this.#read(request, (state, model) => eventsOf(this.#store, state, model, request));
  }

  /** Orders, newest first, those that stand no more too. */
  async orders(request: ReadRequest & OrdersRequest): Promise<ReadAnswer<OrdersPage>> {
    return this.#read(request, (state, model) => ordersOn(state, model, request));
  }

  /** Who this visitor is made of. @param request.unseen answer even where nothing was ever said under this id */
  async membership(request: ReadRequest & { readonly unseen?: boolean }): Promise<ReadAnswer<Membership>> {
    return (await this.#enter(request)) === null ? UNKNOWN : this.#links.membership(request.unseen ?? false);
  }

  /** Makes this visitor part of another: from now on that one is asked. All of the log goes over before this answers, or by the alarm later. */
  async linkTo(request: LinkRequest): Promise<LinkAnswer> {
    const model = await this.#enter(request);
    const answer = model === null ? UNKNOWN : await this.#links.linkTo(request, model);
    if (answer.kind === "linked") this.#sockets.close("moved");
    return answer;
  }

  /** Takes another visitor's messages; those it has already change nothing. */
  async absorb(request: AbsorbRequest): Promise<AbsorbAnswer> {
    const model = await this.#enter(request);
    return model === null ? UNKNOWN : this.#links.absorb(request, model);
  }

  /** Gives the forwarding address up, and takes back what came by it: before this answers, or by the alarm later. False: there was none. */
  async unlink(request: ReadRequest): Promise<boolean> {
    const model = await this.#enter(request);
    return model !== null && (await this.#links.unlink(model, request.now));
  }

  /** Lets a part go and answers with what came under it. Idempotent: the log keeps it. */
  async giveUp(request: GiveUpRequest): Promise<ReadAnswer<GivenUp>> {
    const model = await this.#enter(request);
    return model === null ? UNKNOWN : this.#links.giveUp(request, model);
  }

  /**
   * Brings this visitor to the model in force and answers how they stand. The directory asks, again and again until it has the answer, so
   * that what changes need not be delivered once more.
   */
  async rescore(request: ReadRequest): Promise<VisitorRow | null> {
    const model = (await this.#site(request)).model;
    const state = this.#open(request.site, model);
    if (state === null || state.forward !== null || state.last === null) return null;
    const now = Math.max(request.now, state.walkedTo);
    const next = tickEntry(state, model, now);
    if (next === null) this.#arm(model);
    else this.#write(deliveredWith(next), model);
    return rowFor(this.#id, this.#state ?? state, model, now);
  }

  /** The segment now, and the one it would be under a draft; nothing is stored. */
  async simulate(request: ReadRequest & { readonly draft: DraftModel }): Promise<ReadAnswer<SimulatedMove>> {
    return this.#read(request, (state, model) => simulatedMove(state, model, request));
  }

  /** The directory has what this visitor was at a revision; told after an import's bulk delivery. */
  async delivered(revision: number): Promise<void> {
    if (this.#state !== null) this.#state = { ...this.#state, delivered: Math.max(this.#state.delivered, revision) };
  }

  /** A marketer's socket: `?after=` resumes. */
  override async fetch(request: Request): Promise<Response> {
    const site = request.headers.get("x-rfedge-site") ?? "";
    const model = (await this.#site({ site, version: 0 })).model;
    const state = this.#open(site, model);
    if (state === null) return new Response(null, { status: 404 });
    return this.#sockets.accept(request, this.#store, state.visitor, model);
  }

  override webSocketMessage(): void {}

  override async alarm(): Promise<void> {
    await this.#occasion.follow(() => this.#ring());
  }

  async #ring(): Promise<void> {
    note("alarms");
    this.#alarmAt = null;
    const site = this.#store.site();
    const published = site === null ? null : await publishedSite(this.env, site);
    if (site === null || published === null) return;
    const { model } = published;
    const state = this.#open(site, model);
    if (state === null) return;
    const now = Math.max(Date.now(), state.walkedTo);
    const next = state.forward === null ? tickEntry(state, model, now) : null;
    if (next !== null) this.#write(next, model);
    await this.#links.handOver(model);
    await this.#links.takeBack(model);
    await this.#deliver(site, model);
    this.#arm(model);
  }

  async #read<T>(
    request: ReadRequest,
    answer: (state: VisitorState, model: Model, site: PublishedSite) => T,
  ): Promise<ReadAnswer<T>> {
    const site = heldSite(this.env, request.site, request.version) ?? (await this.#site(request));
    const { model } = site;
    const state = this.#open(request.site, model);
    const forward = state === null ? null : forwardAnswer(this.#id, state);
    if (state === null || forward !== null) return forward ?? { kind: "unknown" };
    return state.visitor.moments.length === 0
      ? { kind: "unknown" }
      : { kind: "found", found: answer(state, model, site) };
  }

  async #site({ site, version }: Pick<ReadRequest, "site" | "version">): Promise<PublishedSite> {
    const published = await publishedSite(this.env, site, version);
    if (published === null) throw new RangeError("VisitorObject requires a published site");
    return published;
  }

  /** The model by which the state was opened; null where this visitor is another site's. */
  async #enter(request: ReadRequest): Promise<Model | null> {
    const model = (await this.#site(request)).model;
    return this.#open(request.site, model) === null ? null : model;
  }

  /** The state in memory, from the log where it is not there yet; null where this visitor is another site's. */
  #open(site: string, model: Model): VisitorState | null {
    const conversions = model.conversions.join("\n");
    if (this.#state === null || conversions !== this.#conversions) {
      const owner = this.#store.site() ?? site;
      const loaded = this.#store.load(owner, model.conversions);
      this.#state = { ...loaded, delivered: Math.max(loaded.delivered, this.#state?.delivered ?? 0) };
      this.#conversions = conversions;
    }
    return this.#state.site === site ? this.#state : null;
  }

  /** One row, and the alarm where it must be earlier: both in one turn of the loop, so both or neither are durable. */
  #write({ entry, state }: NextEntry, model: Model): void {
    const before = this.#state?.last ?? null;
    this.#store.append(entry, state, model.conversions);
    this.#state = state;
    this.#arm(model);
    this.#sockets.tell({ seq: state.seq, entry, before, visitor: state.visitor }, model);
  }

  #arm(model: Model): void {
    if (this.#state === null) return;
    const duty = nextDuty(this.#state, model, this.#alarmAt);
    if (duty === null) return;
    // Who is linked away before anything was heard of them has walked to no instant yet, and the platform refuses 0.
    const at = Math.max(duty.at, this.#outbox.notBefore);
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    void this.ctx.storage.setAlarm(at);
  }

  async #deliver(site: string, model: Model): Promise<void> {
    const state = this.#state;
    if (state === null || state.seq <= state.delivered || state.last === null) return;
    const row = rowFor(this.#id, state, model, Math.max(Date.now(), state.walkedTo));
    if (await this.#outbox.deliver(site, row)) await this.delivered(row.revision);
  }
}
