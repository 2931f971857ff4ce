import type { Model } from "#shared/segments/model";
import { userIdsOf } from "#shared/visitor/visitor";
import { erasuresOf } from "./erasing.ts";
import { forwardAnswer } from "./linking.ts";
import type { VisitorLinks } from "./visitorLinks.ts";
import type { VisitorState } from "./visitorLog.ts";
import type { Erased, EraseRequest, ReadAnswer, Standing } from "./visitorRequests.ts";
import type { VisitorRetention } from "./visitorRetention.ts";

/** The visitor who is to be erased, as their object lets it. */
export interface Erasable {
  readonly id: string;
  readonly links: VisitorLinks;
  readonly retention: VisitorRetention;
  /** The state at this moment; never kept over an await. */
  state(): VisitorState;
}

/** The erasure of one visitor on demand. It is decided by an entry in their own log; all else follows as at an end by retention. */
export class VisitorErasure {
  readonly #of: Erasable;

  constructor(of: Erasable) {
    this.#of = of;
  }

  /** Erases whoever is here, or answers the last erasure where nobody has come since. `busy`: a link is on its way, or has just come, ask again. */
  async erase(
    { now, salt, only }: EraseRequest,
    model: Model,
  ): Promise<ReadAnswer<Erased> | { readonly kind: "busy" }> {
    const { id, links, retention } = this.#of;
    await retention.forgetErasures(now);
    if (salt === null) return this.#last();
    // What is with somebody else at the moment would come back after the erasure.
    const handed = await links.handOver(model);
    if (handed === "later" || !(await links.takeBack(model))) return { kind: "busy" };
    const state = this.#of.state();
    const forward = forwardAnswer(id, state);
    if (only !== undefined && (forward !== null || !isStill(only, state))) return { kind: "busy" };
    if (forward !== null) return forward;
    if (state.visitor.moments.length > 0) links.erase(model, now, salt);
    if (erasuresOf(this.#of.state()).length === 0) return { kind: "unknown" };
    await retention.finish(model);
    return this.#last();
  }

  /** The last erasure, as far as it has come. */
  #last(): ReadAnswer<Erased> {
    const { ending } = this.#of.state();
    const erasure = erasuresOf(this.#of.state()).at(-1);
    return erasure === undefined
      ? { kind: "unknown" }
      : { kind: "found", found: { erasure, isComplete: ending === null } };
  }
}

/** Judged in the turn in which the erasure is decided: what was true when it was asked for may be so no more. */
function isStill(only: Standing, { visitor, parts }: VisitorState): boolean {
  if (only === "apart") return parts.length === 0;
  return only === "holder" || userIdsOf(visitor).length === 0;
}
