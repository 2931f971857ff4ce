import { DurableObject } from "cloudflare:workers";
import { IdentityStore } from "./identityStore.ts";

/** A user id and the visitor who says it is theirs. */
export interface Claim {
  readonly userId: string;
  readonly visitorId: string;
}

/** The judge over user ids of one site, or a shard of them: two devices may claim one at once, and one claim must win before either is acknowledged. */
export class IdentityObject extends DurableObject<Env> {
  readonly #store: IdentityStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new IdentityStore(ctx.storage);
  }

  /** Settles a claim: the first wins, and every later one learns who holds the user id. Idempotent. */
  claim(userId: string, visitorId: string): { holder: string } {
    return { holder: this.#store.claim(userId, visitorId) };
  }

  /** Settles several claims in order, and answers their holders in the same order. */
  claimMany(claims: readonly Claim[]): { holder: string }[] {
    return claims.map(({ userId, visitorId }) => this.claim(userId, visitorId));
  }

  /** Whose a user id is; null while nobody claimed it. */
  holderOf(userId: string): string | null {
    return this.#store.holderOf(userId);
  }
}
