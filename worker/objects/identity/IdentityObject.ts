import { DurableObject } from "cloudflare:workers";
import type { Erasure } from "#shared/privacy/erasure";
import { countRows } from "../countedStore.ts";
import { IdentityStore, type IdentityTraces } from "./identityStore.ts";

/** A user id and the visitor who says it is theirs. */
export interface Claim {
  readonly userId: string;
  readonly visitorId: string;
}

/** What a claim is to be judged by, beside who came first. */
export interface ClaimTerms {
  /** Left out: the object's own clock. */
  readonly now?: number;
  /** How many visitors may come to a user id within an hour; left out: any number. */
  readonly perHour?: number;
  /** What says it was not erased before. */
  readonly isAnew?: boolean;
}

/** Whose the user id is. `refused`: too many others have said within the hour that it is theirs, so that nothing is to be linked. */
export interface Ruling {
  readonly holder: string;
  readonly refused?: true;
  /** Whoever had the user id before was erased, and nothing is settled yet: what is not theirs is to be claimed for anew. */
  readonly erasures?: readonly Erasure[];
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
  claim(userId: string, visitorId: string, { now = Date.now(), perHour, isAnew = false }: ClaimTerms = {}): Ruling {
    const erasures = isAnew ? [] : this.#store.erasures(userId, now);
    if (erasures.length > 0) return { holder: this.#store.holderOf(userId) ?? visitorId, erasures };
    const holder = this.#store.claim(userId, visitorId);
    const limit = perHour === undefined || holder === visitorId ? null : { now, perHour };
    const isRefused = limit !== null && !this.#store.comes(userId, visitorId, limit);
    return isRefused ? { holder, refused: true } : { holder };
  }

  /** Settles several claims in order, and answers their holders in the same order. */
  claimMany(claims: readonly Claim[], now?: number): Ruling[] {
    return claims.map(({ userId, visitorId }) => this.claim(userId, visitorId, now === undefined ? {} : { now }));
  }

  /** Gives a user id to the visitor it has gone to: with a part that was unlinked, or to one who can hold it. */
  assign(userId: string, visitorId: string): void {
    this.#store.assign(userId, visitorId);
  }

  /** Gives up a user id that one of these visitors holds: they have ended, or were erased. Idempotent. */
  release(userId: string, visitorIds: readonly string[]): void {
    this.#store.release(userId, visitorIds);
  }

  /** Remembers that whoever had a user id was erased, so that nothing of before claims it again. Idempotent. */
  remember(userId: string, erasures: readonly Erasure[]): void {
    for (const erasure of erasures) this.#store.remember(userId, erasure);
  }

  /** Forgets erasures that count no more. */
  forgetErased(now: number): void {
    this.#store.forgetErased(now);
  }

  /** Forgets to whom these visitors came: they were erased. Idempotent. */
  forget(visitorIds: readonly string[]): void {
    this.#store.forget(visitorIds);
  }

  /** What is held here of a person, who has these user ids and visitor ids. */
  traces(userIds: readonly string[], visitorIds: readonly string[]): IdentityTraces {
    return this.#store.traces(userIds, visitorIds);
  }

  /** The last erasure of whoever had a user id; null: none that still counts. */
  lastErasure(userId: string, now: number): Erasure | null {
    return this.#store.erasures(userId, now).at(-1) ?? null;
  }

  /** Whose a user id is; null while nobody claimed it. */
  holderOf(userId: string): string | null {
    return this.#store.holderOf(userId);
  }
}
