import type { VisitorRow } from "#shared/figures/row";
import type { Erasure } from "#shared/privacy/erasure";
import { remainingAt } from "#shared/privacy/retention";
import type { HistoryEntry } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import type { Explanation } from "#shared/wire/explainAnswers";
import { heldSite, type PublishedSite, publishedSite } from "../../publishedStore.ts";
import { type Text, type Told, told, valueIn } from "./asText.ts";
import { type DraftModel, type SimulatedMove, simulatedMove } from "./draftModel.ts";
import { erasedState } from "./erasing.ts";
import { explanationOf } from "./explanationOf.ts";
import { type Holdings, holdingsOf } from "./holdings.ts";
import { knownTo } from "./knownTo.ts";
import { forwardAnswer } from "./linking.ts";
import { type Addition, type NextEntry, nextEntry } from "./nextEntry.ts";
import { type OrdersPage, type OrdersRequest, ordersOn } from "./ordersPage.ts";
import { recordingOf } from "./recording.ts";
import { RefusedIds } from "./refusedIds.ts";
import { type Shown, type ShownRow, shownRow } from "./shownRow.ts";
import { VisitorCopy } from "./VisitorCopy.ts";
import { VisitorAlarm } from "./visitorAlarm.ts";
import { type EventsPage, eventsOf, historyUpTo, type Known, recordedAnswer } from "./visitorAnswers.ts";
import { VisitorErasure } from "./visitorErasure.ts";
import { VisitorLinks } from "./visitorLinks.ts";
import { unseen, type VisitorState } from "./visitorLog.ts";
import { VisitorOutbox } from "./visitorOutbox.ts";
import type {
  AbsorbAnswer,
  AbsorbRequest,
  EndRequest,
  Erased,
  EraseRequest,
  GivenUp,
  GiveUpRequest,
  HoldingsRequest,
  KnownRequest,
  LinkAnswer,
  LinkRequest,
  Membership,
  ReadAnswer,
  ReadRequest,
  RecordAnswer,
  RecordRequest,
  Woken,
} from "./visitorRequests.ts";
import { VisitorRetention } from "./visitorRetention.ts";
import { VisitorSockets } from "./visitorSockets.ts";

const UNKNOWN = { kind: "unknown" } as const;

/** One visitor: an append-only log, its fold in memory, one alarm, and the sockets of those who watch. */
export class VisitorObject extends VisitorCopy {
  readonly #sockets: VisitorSockets;
  readonly #outbox: VisitorOutbox;
  readonly #links: VisitorLinks;
  readonly #retention: VisitorRetention;
  readonly #erasure: VisitorErasure;
  readonly #alarm: VisitorAlarm;
  #state: VisitorState | null = null;
  readonly #refused = new RefusedIds();
  #conversions: readonly string[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sockets = new VisitorSockets(ctx);
    this.#outbox = new VisitorOutbox(env, this.id);
    const own = {
      id: this.id,
      store: this.store,
      outbox: this.#outbox,
      state: () => this.#state ?? unseen(""),
      append: (addition: Addition, model: Model) => {
        const next = nextEntry(this.#state ?? unseen(""), model, addition);
        if (next !== null) this.#write(next, model);
      },
      write: (next: NextEntry, model: Model) => this.#write(next, model),
    };
    this.#links = new VisitorLinks(own);
    this.#retention = new VisitorRetention({
      ...own,
      keep: (state) => this.keep(state),
      vanish: (remembered) => this.#vanish(remembered),
    });
    this.#erasure = new VisitorErasure({ ...own, links: this.#links, retention: this.#retention });
    this.#alarm = new VisitorAlarm({
      ...own,
      ...{ env, storage: ctx.storage, links: this.#links, retention: this.#retention },
      held: () => this.#state,
      live: (asked, model) => this.#live(asked, model),
      acknowledge: (revision) => void this.delivered(revision),
    });
    void ctx.blockConcurrencyWhile(() => this.#alarm.restore());
  }

  /** Stores messages of this visitor, each once, and answers once they are durable. */
  async record(asked: Text<RecordRequest>): Promise<Told<RecordAnswer>> {
    const request = valueIn(asked);
    const site = heldSite(this.env, request.site, request.version) ?? (await this.#site(request));
    const state = this.#live(request, site.model);
    if (state === null) return told({ kind: "another" });
    const back = state.ending === null ? null : await this.#retention.sentBack(request.via, site.model);
    return told(back ?? this.#record(request, site, state));
  }

  #record(request: RecordRequest, site: PublishedSite, state: VisitorState): RecordAnswer {
    const recording = recordingOf(this.id, state, site, request, this.#refused);
    if ("kind" in recording) return recording;
    this.#alarm.note();
    if (recording.next !== null) this.#write(recording.next, site.model);
    return recordedAnswer(this.id, this.#state ?? state, site.model, request, recording);
  }

  /** The segment and the wanted facts at an instant; nothing is stored, no visit is counted. */
  async known(asked: Text<KnownRequest>): Promise<Told<ReadAnswer<Known>>> {
    const request = valueIn(asked);
    const site = heldSite(this.env, request.site, request.version) ?? (await this.#site(request));
    return told(this.#answer(request, site, (state) => knownTo(this.id, state, site, request)));
  }

  /** The whole visitor at an instant, right even before an alarm has run. */
  async read(request: ReadRequest & Shown): Promise<ReadAnswer<ShownRow>> {
    return this.#read(request, (state, model) => shownRow(this.id, state, model, request));
  }

  /** Why the visitor scores so and is in this segment, and what one event changed. */
  async explain(request: ReadRequest & { readonly event: string | null }): Promise<ReadAnswer<Explanation>> {
    return this.#read(request, (state, model) => explanationOf(state, model, request));
  }

  /** The history up to an instant, oldest first. */
  async history(request: ReadRequest): Promise<ReadAnswer<HistoryEntry[]>> {
    return this.#read(request, (state, model) => historyUpTo(this.store, state, model, request.now));
  }

  /** Events, newest first. */
  async events(
    request: ReadRequest & { readonly cursor: string | null; readonly limit: number },
  ): Promise<ReadAnswer<EventsPage>> {
    return this.#read(request, (state, model) => eventsOf(this.store, state, model, request));
  }

  /** Orders, newest first, those that stand no more too. */
  async orders(request: ReadRequest & OrdersRequest): Promise<ReadAnswer<OrdersPage>> {
    return this.#read(request, (state, model) => ordersOn(state, model, request));
  }

  /** All that is stored here, a page at a time, whoever holds the person. */
  async holdings(request: HoldingsRequest): Promise<ReadAnswer<Holdings>> {
    const model = await this.#enter(request);
    return model === null ? UNKNOWN : holdingsOf(this.store, this.#state ?? unseen(""), model, request.after);
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

  /** Erases this visitor with all who are linked to it, or answers the last erasure. `busy`: somebody is on the move, ask again. */
  async erase(request: EraseRequest): Promise<ReadAnswer<Erased> | { readonly kind: "busy" }> {
    const model = await this.#enter(request);
    return model === null ? UNKNOWN : await this.#erasure.erase(request, model);
  }

  /** Whoever held this visitor has ended. False: something is still to be done, ask again. */
  async endWith(request: EndRequest): Promise<boolean> {
    const { model } = await this.#site(request);
    return this.#open(request.site, model) === null || (await this.#retention.endWith(request, model));
  }

  /** Brings this visitor to the model in force. The directory asks until it has the answer, so that nothing need be delivered once more. */
  async rescore(request: ReadRequest): Promise<VisitorRow | null> {
    return this.#alarm.rescore(request, (await this.#site(request)).model);
  }

  /** Begins to live on after a restoration; null: nobody is here. */
  async wake(request: ReadRequest): Promise<Woken | null> {
    return this.#alarm.wake(request, (await this.#site(request)).model);
  }

  /** The segment now, and the one it would be under a draft; nothing is stored. */
  async simulate(request: ReadRequest & { readonly draft: DraftModel }): Promise<ReadAnswer<SimulatedMove>> {
    return this.#read(request, (state, model) => simulatedMove(state, model, request));
  }

  /** The directory has what this visitor was at a revision; told after an import's bulk delivery. */
  async delivered(revision: number): Promise<void> {
    const state = this.#state;
    if (state !== null) this.#state = { ...state, delivered: Math.max(state.delivered, revision - state.bornAt) };
  }

  /** A marketer's socket: `?after=` resumes. */
  override async fetch(request: Request): Promise<Response> {
    const site = request.headers.get("x-rfedge-site") ?? "";
    const model = (await this.#site({ site, version: 0 })).model;
    const state = this.#open(site, model);
    if (state === null) return new Response(null, { status: 404 });
    return this.#sockets.accept(request, this.store, state.visitor, model);
  }

  override webSocketMessage(): void {}

  override async alarm(): Promise<void> {
    await this.#alarm.ring();
  }

  async #read<T>(request: ReadRequest, answer: (state: VisitorState, model: Model) => T): Promise<ReadAnswer<T>> {
    const site = await this.#site(request);
    return this.#answer(request, site, (state) => answer(state, site.model));
  }

  #answer<T>(request: ReadRequest, { model }: PublishedSite, answer: (state: VisitorState) => T): ReadAnswer<T> {
    const state = this.#open(request.site, model);
    const forward = state === null ? null : forwardAnswer(this.id, state);
    if (state === null || forward !== null) return forward ?? UNKNOWN;
    const { moments } = remainingAt(state.visitor, model, Math.max(request.now, state.walkedTo));
    return moments.length === 0 ? UNKNOWN : { kind: "found", found: answer(state) };
  }

  async #site({ site, version }: Pick<ReadRequest, "site" | "version">): Promise<PublishedSite> {
    const published = (await publishedSite(this.env, site, version)) ?? (await this.#outbox.closedSite(site));
    if (published === null) throw new RangeError("VisitorObject requires a published site");
    return published;
  }

  /** The model by which the state was opened; null where this visitor is another site's. */
  async #enter(request: ReadRequest): Promise<Model | null> {
    const model = (await this.#site(request)).model;
    return this.#live(request, model) === null ? null : model;
  }

  /** The state of whoever is there now: of somebody new, where nothing is left of whom the log speaks. */
  #live({ site, now }: Pick<ReadRequest, "site" | "now">, model: Model): VisitorState | null {
    if (this.#open(site, model) !== null) this.#retention.end(model, now);
    return this.#open(site, model);
  }

  /** The state in memory, from the log where it is not there yet; null where this visitor is another site's. */
  #open(site: string, model: Model): VisitorState | null {
    const { conversions } = model;
    // Mostly the very same list, which is seen at a glance.
    const isOther = conversions !== this.#conversions && conversions.join("\n") !== this.#conversions.join("\n");
    if (this.#state === null || isOther) {
      const owner = this.store.site() ?? site;
      const loaded = this.store.load(owner, conversions);
      this.#state = { ...loaded, delivered: Math.max(loaded.delivered, this.#state?.delivered ?? 0) };
      if (owner === site) this.#alarm.heal(model);
    }
    this.#conversions = conversions;
    return this.#state.site === site ? this.#state : null;
  }

  /** One row, and the alarm where it must be earlier: both in one turn of the loop, so both or neither are durable. */
  #write({ entry, state }: NextEntry, model: Model): void {
    const before = this.#state?.last ?? null;
    this.store.append(entry, state, model.conversions);
    this.#state = state;
    this.#alarm.arm(model);
    this.#sockets.tell({ seq: state.seq, entry, before, visitor: state.visitor }, model);
  }

  protected override keep(state: VisitorState | null): void {
    this.#state = state;
  }

  async #vanish(remembered: readonly Erasure[]): Promise<void> {
    this.#sockets.close("ended");
    const before = this.#state ?? unseen("");
    this.#state = remembered.length === 0 ? null : erasedState(before, remembered);
    this.#alarm.forget();
    if (this.#state === null) return this.ctx.storage.deleteAll();
    this.store.forget(before.seq, remembered, this.#state.erasedRevision);
    await this.ctx.storage.deleteAlarm();
  }
}
