import type { VisitorRow } from "#shared/figures/row";
import { log } from "../../log.ts";
import { type PublishedSite, siteIn } from "../../publishedStore.ts";
import { directoryStub, identityStub, identityStubs, siteStub, visitorById } from "../stubs.ts";
import { type HandedOver, handOverTo } from "./handOver.ts";
import type { Ends, VisitorState } from "./visitorLog.ts";
import type { GivenUp, GiveUpRequest } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

const FIRST_RETRY_MS = 2_000;
/** However long a part was down, all is told soon after it is there again. */
const LAST_RETRY_MS = 30_000;
/** Whoever has too much to do would only get more of it: everybody who waits asks again. */
const LAST_RETRY_OF_OVERLOAD_MS = 300_000;
const HOPS = 8;

/** What a visitor's object tells others, after it is durable here: repeated until acknowledged, and harmless twice. */
export class VisitorOutbox {
  readonly #env: Env;
  readonly #id: string;
  #failures = 0;
  /** After a failure the alarm waits until then. */
  notBefore = 0;

  constructor(env: Env, id: string) {
    this.#env = env;
    this.#id = id;
  }

  /** Brings the directory up to this row; false: later again. */
  async deliver(site: string, row: VisitorRow): Promise<boolean> {
    const sent = await this.#try(async () => {
      await directoryStub(this.#env, site, this.#id).deliver(site, [row]);
      return true;
    });
    return sent ?? false;
  }

  /** Tells the site's own object that nothing of it is published. False: it is closed. */
  async republish(site: string): Promise<boolean> {
    return await siteStub(this.#env, site).republish(Date.now());
  }

  /** A closed site as it was last published, by which what is left of it ends; null: there was none, or it is open. */
  async closedSite(site: string): Promise<PublishedSite | null> {
    const text = await siteStub(this.#env, site).closedText(Date.now());
    return text === null ? null : siteIn(text);
  }

  /**
   * Tells of an end: the directory, the judges over the user ids, and those who were part of the visitor; where it was erased, the site's object too.
   * False: later again.
   *
   * @param ended.current the user ids of whoever has come since: theirs stay
   */
  async end(
    ended: Omit<Ends, "revision"> & {
      readonly site: string;
      readonly version: number;
      readonly row: VisitorRow;
      readonly current: () => readonly string[];
    },
  ): Promise<boolean> {
    const { site, version, row, parts, userIds, erased, anonymousIds = [], current } = ended;
    const members = [this.#id, ...parts];
    const told = await this.#try(async () => {
      await directoryStub(this.#env, site, this.#id).deliver(site, [row]);
      for (const userId of userIds) {
        if (erased !== undefined) await identityStub(this.#env, site, userId).remember(userId, erased);
        if (!current().includes(userId)) await identityStub(this.#env, site, userId).release(userId, members);
      }
      const end = { site, version, now: Date.now(), members, ...(erased && { erased }) };
      for (const part of parts) if ((await visitorById(this.#env, part)?.endWith(end)) === false) return null;
      if (erased !== undefined) {
        const until = Math.max(...erased.map((one) => one.until));
        for (const member of members) await directoryStub(this.#env, site, member).forget(member, until);
        for (const judge of identityStubs(this.#env, site)) await judge.forget(members);
        await siteStub(this.#env, site).forget({ visitors: members, ids: [...userIds, ...anonymousIds] });
      }
      // Somebody may have said a user id again while it was being given up.
      for (const userId of userIds)
        if (current().includes(userId)) await identityStub(this.#env, site, userId).assign(userId, this.#id);
      return true;
    });
    return told ?? false;
  }

  /** Hands every message to the visitor who holds the person now. */
  async handOver(store: VisitorStore, state: VisitorState, version: number): Promise<HandedOver> {
    const outcome = await this.#try(async () => {
      const handed = await handOverTo(this.#id, store, state, { version, stubOf: (id) => visitorById(this.#env, id) });
      return handed === "later" ? null : handed;
    });
    return outcome ?? "later";
  }

  /** Asks whoever holds the person for what came under this visitor's ids since they were linked, and brings user ids that are theirs with it; null: later again. */
  async reclaim(request: Omit<GiveUpRequest, "after">, to: string): Promise<GivenUp | null> {
    return this.#try(async () => {
      const { first, messages } = await this.#collect(request, to);
      if (first === null) return null;
      for (const { userId, formerUserIds = [] } of first.parts)
        for (const id of userId === null ? [] : [userId, ...formerUserIds])
          await identityStub(this.#env, request.site, id).assign(id, this.#id);
      return { ...first, messages, next: null };
    });
  }

  async #collect(request: Omit<GiveUpRequest, "after">, to: string) {
    const messages: GivenUp["messages"][number][] = [];
    let [first, after, holder]: [GivenUp | null, number, string] = [null, 0, to];
    for (let hop = 0; hop < HOPS; ) {
      const answer = await visitorById(this.#env, holder)?.giveUp({ ...request, after });
      if (answer?.kind === "forward" && answer.absorbed) {
        holder = answer.to;
        hop += 1;
        continue;
      }
      // What is on its way from one holder to the next is asked for when it has arrived.
      if (answer?.kind !== "found") break;
      messages.push(...answer.found.messages);
      first ??= answer.found;
      if (answer.found.next === null) return { first, messages };
      after = answer.found.next;
    }
    return { first: null, messages };
  }

  async #try<T>(send: () => Promise<T | null>): Promise<T | null> {
    let last = LAST_RETRY_MS;
    const sent = await send().catch((error: unknown) => {
      log("delivery-failed", {}, error);
      if (error instanceof Error && "overloaded" in error) last = LAST_RETRY_OF_OVERLOAD_MS;
      return null;
    });
    this.#failures = sent === null ? this.#failures + 1 : 0;
    this.notBefore =
      sent === null ? Date.now() + Math.min(last, FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 10)) : 0;
    return sent;
  }
}
