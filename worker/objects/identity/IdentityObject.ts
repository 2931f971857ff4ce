import { DurableObject } from "cloudflare:workers";
import { countRows } from "../countedStore.ts";
import { IdentityStore } from "./identityStore.ts";

/** A user id and the visitor who says it is theirs. */
export interface Claim {
  readonly userId: string;
  readonly visitorId: string;
}

/** How many visitors may come to a user id within an hour, and the present instant. */
export interface ClaimLimit {
  readonly now: number;
  readonly perHour: number;
}

/** Whose the user id is. `refused`: too many others have said within the hour that it is theirs, so that nothing is to be linked. */
export interface Ruling {
  readonly holder: string;
  readonly refused?: true;
}

/** The judge over user ids of one site, or a shard of them: two devices may claim one at once, and one claim must win before either is acknowledged. */
export class IdentityObject extends DurableObject<Env> {
  readonly #store: IdentityStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    countRows(ctx.storage);
    this.#store = new IdentityStore(ctx.storage);
  }

  /** Settles a claim: the first wins, and every later one learns who holds the user id. Idempotent. */
  claim(userId: string, visitorId: string, limit?: ClaimLimit): Ruling {
    const holder = this.#store.claim(userId, visitorId);
    const isRefused = limit !== undefined && holder !== visitorId && !this.#store.comes(userId, visitorId, limit);
    return isRefused ? { holder, refused: true } : { holder };
  }

  /** Settles several claims in order, and answers their holders in the same order. */
  claimMany(claims: readonly Claim[]): { holder: string }[] {
    return claims.map(({ userId, visitorId }) => this.claim(userId, visitorId));
  }

  /** Gives a user id to the visitor it has gone to: with a part that was unlinked, or to one who can hold it. */
  assign(userId: string, visitorId: string): void {
    this.#store.assign(userId, visitorId);
  }

  /** Gives up a user id that one of these visitors holds: they have ended. Idempotent. */
  release(userId: string, visitorIds: readonly string[]): void {
    this.#store.release(userId, visitorIds);
  }

  /** Whose a user id is; null while nobody claimed it. */
  holderOf(userId: string): string | null {
    return this.#store.holderOf(userId);
  }
}
