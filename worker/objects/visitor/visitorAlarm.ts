import type { VisitorRow } from "#shared/figures/row";
import type { Model } from "#shared/segments/model";
import { userIdsOf } from "#shared/visitor/visitor";
import { log } from "../../log.ts";
import { note, Occasion } from "../../operations.ts";
import { publishedSite } from "../../publishedStore.ts";
import { closedDuty, nextDuty } from "./nextDuty.ts";
import { deliveredWith, type NextEntry, tickEntry } from "./nextEntry.ts";
import { rowFor } from "./visitorAnswers.ts";
import type { VisitorLinks } from "./visitorLinks.ts";
import { revisionOf, type VisitorState } from "./visitorLog.ts";
import type { VisitorOutbox } from "./visitorOutbox.ts";
import type { ReadRequest, Woken } from "./visitorRequests.ts";
import type { VisitorRetention } from "./visitorRetention.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** The visitor whom the alarm wakes, as their object lets it. */
export interface Sleeper {
  readonly id: string;
  readonly env: Env;
  readonly storage: DurableObjectStorage;
  readonly store: VisitorStore;
  readonly outbox: VisitorOutbox;
  readonly links: VisitorLinks;
  readonly retention: VisitorRetention;
  /** The state in memory; null: not read yet, or nothing is stored any more. */
  held(): VisitorState | null;
  /** The state of whoever is there now; null where the visitor is another site's. */
  live(asked: { readonly site: string; readonly now: number }, model: Model): VisitorState | null;
  write(next: NextEntry, model: Model): void;
  /** The directory has what the visitor was at a revision. */
  acknowledge(revision: number): void;
}

/** After a failure that nobody foresaw. */
const RETRY_MS = 60_000;
/** A site of which nobody knows, not even that it is closed: nothing says for how long anything is kept. */
const UNKNOWN_MS = 7 * 86_400_000;
/** A site that KV has lost, or not heard of yet: longer than an isolate believes that it is not there. */
const UNPUBLISHED_MS = 6_000;

/** A visitor's one alarm: at or before the nearest of transition, outbox and retention. */
export class VisitorAlarm {
  readonly #of: Sleeper;
  readonly #occasion = new Occasion();
  #at: number | null = null;
  #isMissing = false;

  constructor(of: Sleeper) {
    this.#of = of;
  }

  /** Learns what is set, after an eviction. */
  async restore(): Promise<void> {
    this.#at = await this.#of.storage.getAlarm();
    this.#isMissing = this.#at === null;
  }

  /** The log is in memory: whoever has something to do and no alarm lost it to six failures, before any code of ours ran. */
  heal(model: Model): void {
    if (!this.#isMissing) return;
    this.#isMissing = false;
    if ((this.#of.held()?.seq ?? 0) > 0) this.arm(model);
  }

  /** Something comes that the alarm will follow up. */
  note(): void {
    this.#occasion.note();
  }

  /** Sets the alarm where it must be earlier than it is. */
  arm(model: Model): void {
    const { outbox } = this.#of;
    const state = this.#of.held();
    const duty = state === null ? null : nextDuty(state, model, this.#at);
    if (duty === null) return;
    // Who is linked away before anything was heard of them has walked to no instant yet, and the platform refuses 0.
    const at = Math.max(duty.at, outbox.notBefore);
    if (this.#at === null || this.#at > at) this.#set(at);
  }

  /** Brings the visitor to the model in force, and answers how they then stand; null: nobody stands here. */
  rescore(request: ReadRequest, model: Model): VisitorRow | null {
    const { id } = this.#of;
    const state = this.#of.live(request, model);
    if (state === null || state.forward !== null || state.ending !== null || state.last === null) return null;
    const now = Math.max(request.now, state.walkedTo);
    const next = tickEntry(state, model, now);
    if (next === null) this.arm(model);
    else this.#of.write(deliveredWith(next), model);
    return rowFor(id, this.#of.held() ?? state, model, now);
  }

  /** Sets the alarm of a visitor who comes from a backup, and says what others are to know of them; null: nobody is here. */
  wake(request: ReadRequest, model: Model): Woken | null {
    const state = this.#of.live(request, model);
    if (state === null || state.seq === 0) return null;
    this.arm(model);
    const row = state.last === null ? null : rowFor(this.#of.id, state, model, request.now);
    return { row, userIds: state.forward === null ? userIdsOf(state.visitor) : [] };
  }

  /** It went with all that was stored. */
  forget(): void {
    this.#at = null;
  }

  /** Does all that is due. It never throws: an alarm that does is given up after six times, and with it all that time would bring. */
  async ring(): Promise<void> {
    this.#at = null;
    this.#isMissing = false;
    try {
      await this.#occasion.follow(() => this.#wake());
    } catch (error) {
      log("visitor-alarm-failed", {}, error);
      this.#set(Date.now() + RETRY_MS);
    }
  }

  async #wake(): Promise<void> {
    note("alarms");
    const { env, store, outbox, links, retention } = this.#of;
    const held = this.#of.held();
    // What is in memory of somebody who was written down says whose they are: the log need not be asked.
    const site = held !== null && held.seq > 0 ? held.site : store.site();
    if (site === null) return;
    const published = await publishedSite(env, site);
    if (published === null && (await outbox.republish(site))) return this.#set(Date.now() + UNPUBLISHED_MS);
    const followed = published ?? (await outbox.closedSite(site));
    if (followed === null) return this.#set(Date.now() + UNKNOWN_MS);
    const { model } = followed;
    const state = this.#of.live({ site, now: Date.now() }, model);
    if (state === null) return;
    const now = Math.max(Date.now(), state.walkedTo);
    const next = state.forward === null && published !== null ? tickEntry(state, model, now) : null;
    if (next !== null) this.#of.write(next, model);
    await links.handOver(model);
    await links.takeBack(model);
    await retention.finish(model);
    await this.#deliver(site, model);
    if (retention.compact(model, now)) await this.#deliver(site, model);
    if (published === null) this.#armClosed(model);
    else this.arm(model);
  }

  /** At a closed site nobody lapses any more: what is left goes when its time has come. */
  #armClosed(model: Model): void {
    const state = this.#of.held();
    const duty = state === null ? null : closedDuty(state, model);
    if (duty !== null) this.#set(Math.max(duty.at, this.#of.outbox.notBefore, Date.now() + RETRY_MS));
  }

  async #deliver(site: string, model: Model): Promise<void> {
    const { id, outbox } = this.#of;
    const state = this.#of.held();
    if (state === null || state.seq <= state.delivered || state.last === null) return;
    const row = rowFor(id, state, model, Math.max(Date.now(), state.walkedTo));
    if (await outbox.deliver(site, row)) this.#of.acknowledge(revisionOf(state));
  }

  #set(at: number): void {
    this.#at = at;
    void this.#of.storage.setAlarm(at);
  }
}
