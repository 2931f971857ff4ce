import { type Erasure, standingErasures } from "#shared/privacy/erasure";
import type { Model } from "#shared/segments/model";
import { userIdsOf } from "#shared/visitor/visitor";
import { compacted } from "./compaction.ts";
import { erasuresOf } from "./erasing.ts";
import { compactionOf, endEntry, isOver } from "./lifeSpan.ts";
import type { NextEntry } from "./nextEntry.ts";
import { rowFor } from "./visitorAnswers.ts";
import { unseen, type VisitorState } from "./visitorLog.ts";
import type { VisitorOutbox } from "./visitorOutbox.ts";
import type { EndRequest, ForwardAnswer, Via } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** The visitor whose end this is about, as their object lets it happen. */
export interface Mortal {
  readonly id: string;
  readonly store: VisitorStore;
  readonly outbox: VisitorOutbox;
  /** The state at this moment; never kept over an await. */
  state(): VisitorState;
  write(next: NextEntry, model: Model): void;
  /** Takes the state that the store now holds. */
  keep(state: VisitorState): void;
  /** Closes the sockets, and deletes all that is stored, the alarm with it, but these erasures. */
  vanish(remembered: readonly Erasure[]): Promise<void>;
}

/**
 * What retention takes from one visitor: messages, once a day, and in the end all. That a visitor has ended is decided by an entry in their own
 * log; all else follows, by the alarm and as often as it needs: the directory's row, user ids, linked visitors, and last what is stored.
 */
export class VisitorRetention {
  readonly #of: Mortal;

  constructor(of: Mortal) {
    this.#of = of;
  }

  /** Ends a visitor of whom nothing is left at an instant: from here on whoever comes is new. */
  end(model: Model, now: number): void {
    if (isOver(this.#of.state(), model, now)) this.#of.write(endEntry(this.#of.state(), model, now), model);
  }

  /** Tells others of an end, and then forgets what it ended. False: later again. */
  async finish(model: Model): Promise<boolean> {
    const { id, outbox, store } = this.#of;
    const { ending, site } = this.#of.state();
    if (ending === null) return true;
    const { revision, seq, ...ends } = ending;
    const row = rowFor(id, { ...unseen(site), seq: revision }, model, Date.now());
    const current = () => userIdsOf(this.#of.state().visitor);
    const told = await outbox.end({ site, version: model.version, row, ...ends, current });
    const after = this.#of.state();
    if (!told || after.ending?.seq !== seq) return told;
    const remembered = standingErasures(erasuresOf(after), Date.now());
    if (after.seq === seq) await this.#of.vanish(remembered);
    else {
      store.forget(seq, remembered);
      this.#of.keep({ ...after, ending: null, remembered });
    }
    return true;
  }

  /**
   * Where a message goes that was forwarded here by somebody who was part of a life that has ended: back to the first of them, who begins anew
   * once told of the end. Null: it came by itself.
   */
  async sentBack(via: readonly Via[] | undefined, model: Model): Promise<ForwardAnswer | null> {
    const [first] = via ?? [];
    if (first === undefined) return null;
    await this.finish(model);
    return { kind: "forward", to: first.id, absorbed: true };
  }

  /** The person whose part this visitor was has ended: nothing stays of the part. */
  async endWith({ members, erased }: EndRequest, model: Model): Promise<boolean> {
    const { id, outbox } = this.#of;
    const { forward, site } = this.#of.state();
    // Who is no part any more, or has not told all yet, goes by a clock of their own.
    if (forward === null || !members.includes(forward.to) || !(forward.absorbed || erased)) return true;
    const row = rowFor(id, this.#of.state(), model, Date.now());
    if (!(await outbox.deliver(site, row))) return false;
    const after = this.#of.state();
    const remembered = standingErasures([...erasuresOf(after), ...(erased ?? [])], Date.now());
    if (after.forward?.link === forward.link) await this.#of.vanish(remembered);
    return true;
  }

  /** Forgets erasures that count no more. */
  async forgetErasures(now: number): Promise<void> {
    const { seq, remembered, erasedRevision, ...state } = this.#of.state();
    const standing = standingErasures(remembered, now);
    if (standing.length === remembered.length) return;
    if (seq === 0) return this.#of.vanish(standing);
    this.#of.store.remember(standing, erasedRevision);
    this.#of.keep({ ...state, seq, erasedRevision, remembered: standing });
  }

  /** Takes out of the log what has gone, where it is time to; not before the directory knows all that is in it. @returns whether it did */
  compact(model: Model, now: number): boolean {
    const state = this.#of.state();
    if (state.ending !== null || state.changed > state.delivered || compactionOf(state, model) > now) return false;
    const compaction = compacted(state, model, now, this.#of.store.entries());
    this.#of.store.compact(compaction, model.conversions);
    this.#of.keep(compaction.state);
    return true;
  }
}
