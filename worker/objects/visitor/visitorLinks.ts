import type { Model } from "#shared/segments/model";
import { erasingEntry, erasuresOf } from "./erasing.ts";
import type { HandedOver } from "./handOver.ts";
import {
  absorbedEntry,
  absorbing,
  forwardAnswer,
  forwardEntry,
  membershipOf,
  refusalOf,
  withdrawEntry,
} from "./linking.ts";
import type { Addition, NextEntry } from "./nextEntry.ts";
import { givenUp, givingUp, takingBack } from "./unlinking.ts";
import type { VisitorState } from "./visitorLog.ts";
import type { VisitorOutbox } from "./visitorOutbox.ts";
import type {
  AbsorbAnswer,
  AbsorbRequest,
  GivenUp,
  GiveUpRequest,
  LinkAnswer,
  LinkRequest,
  Membership,
  ReadAnswer,
} from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** The visitor whose links these are, as their object lets them be written. */
export interface Linked {
  readonly id: string;
  readonly store: VisitorStore;
  readonly outbox: VisitorOutbox;
  /** The state at this moment; never kept over an await. */
  state(): VisitorState;
  append(addition: Addition, model: Model): void;
  write(next: NextEntry, model: Model): void;
}

/**
 * One visitor's links. Each link has one judge, the visitor who was linked away: what it writes into its own log, an address or its withdrawal,
 * is decided; all else follows, at once or by the alarm.
 */
export class VisitorLinks {
  readonly #of: Linked;

  constructor(of: Linked) {
    this.#of = of;
  }

  membership(isUnseenAnswered: boolean): ReadAnswer<Membership> {
    const { id } = this.#of;
    const state = this.#of.state();
    const forward = forwardAnswer(id, state);
    if (forward !== null) return forward;
    if (state.visitor.moments.length === 0 && !isUnseenAnswered) return { kind: "unknown" };
    return { kind: "found", found: membershipOf(id, state) };
  }

  async linkTo(request: LinkRequest, model: Model): Promise<LinkAnswer> {
    if (!(await this.takeBack(model))) return { kind: "busy" };
    const refusal = refusalOf(this.#of.id, this.#of.state(), request);
    if (refusal !== null) return refusal;
    this.#of.write(forwardEntry(this.#of.state(), model, request), model);
    const outcome = await this.handOver(model);
    if (outcome === "another") return { kind: "another" };
    // In a circle of addresses the others' links make them one.
    return { kind: outcome === "circle" ? "same" : "linked" };
  }

  absorb(request: AbsorbRequest, model: Model): AbsorbAnswer {
    const state = this.#of.state();
    const linkedAt = request.joins[0]?.at ?? request.now;
    if (state.forward === null && erasuresOf(state).some(({ at }) => linkedAt <= at)) return { kind: "erased" };
    const answer = forwardAnswer(this.#of.id, state) ?? absorbing(this.#of.id, state, request);
    if ("kind" in answer) return answer;
    this.#of.append(answer.addition, model);
    return { kind: "found", found: null };
  }

  /** @returns whether there was a link to undo */
  async unlink(model: Model, now: number): Promise<boolean> {
    const state = this.#of.state();
    if (state.forward === null && state.reclaim === null) return false;
    if (state.forward !== null) this.#of.write(withdrawEntry(state, model, now, true), model);
    await this.takeBack(model);
    return true;
  }

  giveUp(request: GiveUpRequest, model: Model): ReadAnswer<GivenUp> {
    const { id, store } = this.#of;
    const forward = forwardAnswer(id, this.#of.state());
    if (forward !== null) return forward;
    const addition = givingUp(this.#of.state(), request);
    if (addition !== null) this.#of.append(addition, model);
    return { kind: "found", found: givenUp(id, store, this.#of.state().visitor, request) };
  }

  /** Hands the log over to whoever holds the person now, where that is still to be done. */
  async handOver(model: Model): Promise<HandedOver> {
    const { forward } = this.#of.state();
    if (forward === null || forward.absorbed) return "done";
    const outcome = await this.#of.outbox.handOver(this.#of.store, this.#of.state(), model.version);
    const after = this.#of.state();
    // Meanwhile another turn may have ended this link.
    if (outcome === "later" || after.forward?.link !== forward.link || after.forward.absorbed) return outcome;
    const now = Math.max(Date.now(), after.walkedTo);
    if (outcome === "erased") this.erase(model, now);
    else if (outcome === "done") this.#of.write(absorbedEntry(after, model, forward.to, now), model);
    else this.#of.write(withdrawEntry(after, model, now, outcome === "another"), model);
    return outcome;
  }

  /** Writes that this visitor, with all that are linked to it, is erased. */
  erase(model: Model, now: number, salt: string = crypto.randomUUID()): void {
    const { id, store } = this.#of;
    let history = 0;
    for (const { entry } of store.entries()) history += entry.history?.length ?? 0;
    this.#of.write(erasingEntry(id, this.#of.state(), model, { now, salt, history }), model);
  }

  /** Takes back what came by an undone link; false: it is still away. */
  async takeBack(model: Model): Promise<boolean> {
    const { id, outbox } = this.#of;
    const { site, reclaim } = this.#of.state();
    if (reclaim === null) return true;
    const request = { site, version: model.version, now: Date.now(), id, link: reclaim.link };
    const given = await outbox.reclaim(request, reclaim.to);
    if (given === null) return false;
    const after = this.#of.state();
    if (after.reclaim?.link !== reclaim.link) return true;
    const now = Math.max(Date.now(), after.walkedTo);
    for (const addition of takingBack(id, after, given, now)) this.#of.append(addition, model);
    return true;
  }
}
