import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./chance.ts";

/** Somebody with two devices, who says on both who they are. */
interface Person {
  readonly userId: string;
  readonly devices: readonly string[];
}

type Message = Readonly<Record<string, unknown>> & { readonly messageId: string };

/** What somebody's sender has been told, and what the Worker then has. */
export interface Recount {
  readonly acknowledged: number;
  /** Message ids that were acknowledged and are not there. */
  readonly lost: readonly string[];
  /** Message ids that are there more than once, or orders that count twice. */
  readonly doubled: readonly string[];
}

export interface JournalOptions {
  readonly url: () => string;
  /** A token that may read. */
  readonly token: string;
  readonly chance: Chance;
  readonly people: number;
  /** Comes true when there is something to send to again. */
  readonly back: () => Promise<unknown>;
  /** For how long an answer is waited for, in milliseconds; 20 seconds if left out. */
  readonly patienceMs?: number;
}

const RETRIED = new Set([408, 429]);
const PATIENCE_MS = 20_000;

/**
 * Sends as Segment's libraries do: a batch stays, with its message ids, until it is acknowledged, and then is never sent again (but for one in
 * ten, which the network delivers twice). It keeps its own book of what was acknowledged.
 */
export class Journal {
  readonly #of: JournalOptions;
  readonly #people: readonly Person[];
  readonly #book = new Map<string, Map<string, Message>>();
  #sent = 0;
  /** How often a batch had to be sent again. */
  retries = 0;
  /** Statuses that asked for another try, by status; 0: no answer. */
  readonly refusals = new Map<number, number>();

  constructor(options: JournalOptions, name: string) {
    this.#of = options;
    this.#people = Array.from({ length: options.people }, (_, index) => ({
      userId: `${name}-user-${index}`,
      devices: [`${name}-${index}-a`, `${name}-${index}-b`],
    }));
    for (const { userId } of this.#people) this.#book.set(userId, new Map());
  }

  get acknowledged(): number {
    return [...this.#book.values()].reduce((sum, messages) => sum + messages.size, 0);
  }

  /** An anonymous id of one of them. */
  anybody(): string {
    const person = this.#people[Math.floor(this.#of.chance.next() * this.#people.length)];
    return person?.devices[0] ?? "";
  }

  /** One batch of somebody's, sent until it is acknowledged. */
  async sendOne(): Promise<void> {
    const { chance } = this.#of;
    const person = this.#people[Math.floor(chance.next() * this.#people.length)];
    if (person === undefined) return;
    const anonymousId = person.devices[chance.next() < 0.5 ? 0 : 1] ?? "";
    const batch = Array.from({ length: 1 + Math.floor(chance.next() * 4) }, () => this.#message(person, anonymousId));
    await this.#deliver({ writeKey: "wk_demo", batch });
    const book = this.#book.get(person.userId);
    for (const message of batch) book?.set(message.messageId, message);
    if (chance.next() < 0.1) await this.#deliver({ writeKey: "wk_demo", batch });
  }

  #message({ userId }: Person, anonymousId: string): Message {
    const messageId = `m-${this.#sent++}-${anonymousId}`;
    const kind = this.#of.chance.next();
    if (kind < 0.5) return { type: "page", anonymousId, messageId, context: { page: { path: `/${this.#sent}` } } };
    if (kind < 0.6) return { type: "identify", anonymousId, userId, messageId };
    if (kind < 0.8) return { type: "track", event: "Product Viewed", anonymousId, messageId };
    const properties = { order_id: messageId, revenue: 1 + (this.#sent % 50) };
    return { type: "track", event: "Order Completed", anonymousId, messageId, properties };
  }

  async #deliver(body: object): Promise<void> {
    for (let tries = 0; ; tries++) {
      const { status, retryAfter } = await post(`${this.#of.url()}/v1/batch`, body, this.#of.patienceMs ?? PATIENCE_MS);
      if (status === 200) return;
      if ((status === 429 || status === 503) && !/^\d+$/.test(retryAfter ?? ""))
        throw new Error(`${status} without Retry-After`);
      if (status !== 0 && status < 500 && !RETRIED.has(status)) throw new Error(`a good batch was refused: ${status}`);
      if (status === 500) throw new Error("a good batch was answered 500");
      this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
      this.retries += 1;
      if (tries > 400) throw new Error("a batch is never acknowledged");
      await this.#of.back();
      // An SDK waits, too; what it waits for here is that something changes.
      await pause(25 * Math.min(tries + 1, 10));
    }
  }

  /** Compares its book with what each visitor's own log says. */
  async recount(): Promise<Recount> {
    const lost: string[] = [];
    const doubled: string[] = [];
    for (const { userId, devices } of this.#people) {
      const book = this.#book.get(userId) ?? new Map<string, Message>();
      const seen = new Map<string, number>();
      const holders = await this.#holdersOf(devices);
      for (const id of holders)
        for (const messageId of await this.#eventsOf(id)) seen.set(messageId, (seen.get(messageId) ?? 0) + 1);
      for (const messageId of book.keys()) if (!seen.has(messageId)) lost.push(messageId);
      for (const [messageId, times] of seen) if (times > 1) doubled.push(messageId);
      const orders = [...book.values()].flatMap(({ properties }) =>
        properties === undefined ? [] : [properties as { revenue: number }],
      );
      const totals = await Promise.all(holders.map((id) => this.#read(`visitors/${id}`)));
      const [count, revenue] = [
        totals.reduce((sum, { totals: { orders: own } }) => sum + own, 0),
        totals.reduce((sum, { totals: { revenue: own } }) => sum + own, 0),
      ];
      if (count > orders.length) doubled.push(`${count} orders of ${userId} instead of ${orders.length}`);
      if (count < orders.length) lost.push(`${count} orders of ${userId} instead of ${orders.length}`);
      const expected = orders.reduce((sum, order) => sum + order.revenue, 0);
      if (count === orders.length && revenue !== expected) lost.push(`revenue of ${userId}: ${revenue}, ${expected}`);
    }
    return { acknowledged: this.acknowledged, lost, doubled };
  }

  /** Every visitor there is, by what their own object says: how many are in each segment, and the orders and revenue there. */
  async segments(): Promise<Record<string, readonly [visitors: number, orders: number, revenue: number]>> {
    const ids = new Set<string>();
    for (const { devices } of this.#people) for (const id of await this.#holdersOf(devices)) ids.add(id);
    const counted: Record<string, readonly [number, number, number]> = {};
    for (const id of ids) {
      const { segment, totals } = await this.#read(`visitors/${id}`);
      const [visitors, orders, revenue] = counted[segment.key] ?? [0, 0, 0];
      counted[segment.key] = [visitors + 1, orders + totals.orders, revenue + totals.revenue];
    }
    return counted;
  }

  async #holdersOf(devices: readonly string[]): Promise<string[]> {
    const ids = new Set<string>();
    for (const device of devices) {
      const found = await this.#ask(`visitors/${device}`);
      if (found.status === 200) ids.add(((await found.json()) as { id: string }).id);
      else await found.body?.cancel();
    }
    return [...ids];
  }

  async #eventsOf(id: string): Promise<string[]> {
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const page = await this.#read(`visitors/${id}/events${query}`);
      found.push(...page.events.map(({ messageId }: { messageId: string }) => messageId));
      cursor = page.cursor;
    }
    return found;
  }

  async #read(path: string) {
    const answer = await this.#ask(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Read;
  }

  #ask(path: string): Promise<Response> {
    return fetch(`${this.#of.url()}/v1/sites/demo/${path}`, { headers: { authorization: `Bearer ${this.#of.token}` } });
  }
}

interface Read {
  readonly totals: { readonly orders: number; readonly revenue: number };
  readonly segment: { readonly key: string };
  readonly events: readonly { readonly messageId: string }[];
  readonly cursor: string | null;
}

/** The status of an answer, 0 where there was none, and when to try again. */
async function post(
  url: string,
  body: object,
  patienceMs: number,
): Promise<{ status: number; retryAfter: string | null }> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    // An answer that breaks off was none.
    await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
  } catch {
    return { status: 0, retryAfter: null };
  }
}
