import type { Order } from "#shared/visitor/orders";
import { ByteTable } from "./byteTable.ts";

/** An order as it is kept: whose, when, and what it was worth. */
export interface OrderEntry {
  /** The customer's number. */
  readonly customer: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Minor units of the site's currency. */
  readonly netMinor: number;
}

/** Up to this many are compared one by one: faster than anything that has to be set up. */
const FEW = 64;

/** Columns that are as long as there are orders. */
interface Columns {
  readonly at: Float64Array<ArrayBuffer>;
  readonly minor: Float64Array<ArrayBuffer>;
  /** Both halves of a hash of the order's id; 0 in `low`: it has none. */
  readonly high: Int32Array<ArrayBuffer>;
  readonly low: Int32Array<ArrayBuffer>;
}

/**
 * The orders of a file in columns: 28 bytes an order, so that a million of them are no more than their customers.
 * Order ids are kept as 64 bits of their hash: that two ids of one customer share those happens once in ten million files of a million orders.
 */
export class OrderColumns {
  readonly customers = new ByteTable();
  #owners = new Int32Array(1 << 10);
  #columns = columnsFor(1 << 10);
  #count = 0;
  #latest = Number.NEGATIVE_INFINITY;

  /** The instant of the last order; null without one. */
  get latest(): number | null {
    return this.#count === 0 ? null : this.#latest;
  }

  /** Takes an order in. @param start of its id among the bytes; where `end` is the same, it has none and counts by itself */
  add({ customer, at, netMinor }: OrderEntry, bytes: Uint8Array, start: number, end: number): void {
    const n = this.#count++;
    if (n === this.#owners.length) this.#grow();
    if (at > this.#latest) this.#latest = at;
    this.#owners[n] = customer;
    this.#columns.at[n] = at;
    this.#columns.minor[n] = netMinor;
    if (start === end) return;
    let high = 0x811c9dc5;
    let low = 0x2545f491;
    for (let place = start; place < end; place++) {
      const byte = bytes[place] ?? 0;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul(low + byte, 0x5bd1e995) ^ (low >>> 13);
    }
    this.#columns.high[n] = high;
    this.#columns.low[n] = low | 1;
  }

  /**
   * Groups the orders by customer; of several with one id the earliest counts, and of those at one instant the first.
   *
   * @param until orders after it do not exist
   * @param counted what an order's instant counts as
   * @returns the orders of a customer, oldest first, good until the next are asked for
   */
  grouped(until: number, counted: (at: number) => number): (customer: number) => readonly Order[] {
    const { from, columns } = this.#byCustomer();
    const to = new Int32Array(this.customers.count);
    for (let customer = 0; customer < to.length; customer++) {
      const start = from[customer] ?? 0;
      const end = from[customer + 1] ?? 0;
      putInTime(columns, start, end);
      to[customer] = end - start > FEW ? onceOfMany(columns, start, end) : onceOfFew(columns, start, end);
    }
    const pool: { -readonly [K in keyof Order]: Order[K] }[] = [];
    return (customer) => {
      const start = from[customer] ?? 0;
      const end = to[customer] ?? 0;
      let count = 0;
      for (let n = start; n < end; n++) {
        const at = columns.at[n] ?? 0;
        if (at > until) break;
        const order = pool[count] ?? { ...PLAIN };
        if (count === pool.length) pool.push(order);
        order.at = counted(at);
        order.netMinor = columns.minor[n] ?? 0;
        count += 1;
      }
      return pool.slice(0, count);
    };
  }

  /** The columns with the orders of one customer together, as they stand in the file, and where each customer's begin. */
  #byCustomer(): { from: Int32Array; columns: Columns } {
    const owners = this.#owners;
    const { at, minor, high, low } = this.#columns;
    const from = new Int32Array(this.customers.count + 1);
    for (let n = 0; n < this.#count; n++) {
      const next = (owners[n] ?? 0) + 1;
      from[next] = (from[next] ?? 0) + 1;
    }
    for (let customer = 1; customer < from.length; customer++)
      from[customer] = (from[customer] ?? 0) + (from[customer - 1] ?? 0);
    const places = from.slice();
    const columns = columnsFor(this.#count);
    for (let n = 0; n < this.#count; n++) {
      const owner = owners[n] ?? 0;
      const place = places[owner] ?? 0;
      places[owner] = place + 1;
      columns.at[place] = at[n] ?? 0;
      columns.minor[place] = minor[n] ?? 0;
      columns.high[place] = high[n] ?? 0;
      columns.low[place] = low[n] ?? 0;
    }
    return { from, columns };
  }

  #grow(): void {
    const size = 2 * this.#count;
    const larger = columnsFor(size);
    const owners = new Int32Array(size);
    owners.set(this.#owners);
    larger.at.set(this.#columns.at);
    larger.minor.set(this.#columns.minor);
    larger.high.set(this.#columns.high);
    larger.low.set(this.#columns.low);
    this.#owners = owners;
    this.#columns = larger;
  }
}

/** What a column does not say of an order, no fact about orders asks. */
const PLAIN: Order = {
  id: "",
  at: 0,
  netMinor: 0,
  ownMinor: 0,
  refundedMinor: 0,
  currency: "",
  rate: null,
  cancelled: false,
  stands: true,
  products: [],
};

function columnsFor(size: number): Columns {
  return {
    at: new Float64Array(size),
    minor: new Float64Array(size),
    high: new Int32Array(size),
    low: new Int32Array(size),
  };
}

/** Sorts orders by instant, oldest first; those of one instant stay as they are. */
function putInTime(columns: Columns, start: number, end: number): void {
  const { at } = columns;
  let isSorted = true;
  for (let n = start + 1; n < end; n++) if ((at[n] ?? 0) < (at[n - 1] ?? 0)) isSorted = false;
  if (isSorted) return;
  if (end - start > FEW) {
    const places = Array.from({ length: end - start }, (_, place) => start + place);
    arrange(
      columns,
      start,
      places.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b),
    );
    return;
  }
  const { minor, high, low } = columns;
  for (let n = start + 1; n < end; n++) {
    const instant = at[n] ?? 0;
    if (instant >= (at[n - 1] ?? 0)) continue;
    const itsMinor = minor[n] ?? 0;
    const itsHigh = high[n] ?? 0;
    const itsLow = low[n] ?? 0;
    let before = n - 1;
    for (; before >= start && (at[before] ?? 0) > instant; before--) move(columns, before, before + 1);
    at[before + 1] = instant;
    minor[before + 1] = itsMinor;
    high[before + 1] = itsHigh;
    low[before + 1] = itsLow;
  }
}

function move({ at, minor, high, low }: Columns, from: number, to: number): void {
  at[to] = at[from] ?? 0;
  minor[to] = minor[from] ?? 0;
  high[to] = high[from] ?? 0;
  low[to] = low[from] ?? 0;
}

function arrange({ at, minor, high, low }: Columns, start: number, places: readonly number[]): void {
  for (const column of [at, minor, high, low])
    column.set(
      places.map((place) => column[place] ?? 0),
      start,
    );
}

/** Leaves out orders whose id came before. @returns where those that are left end */
function onceOfFew(columns: Columns, start: number, end: number): number {
  const { high, low } = columns;
  let kept = start;
  for (let n = start; n < end; n++) {
    let isRepeat = false;
    if (low[n] !== 0)
      for (let other = start; other < kept && !isRepeat; other++)
        isRepeat = low[other] === low[n] && high[other] === high[n];
    if (isRepeat) continue;
    if (kept !== n) move(columns, n, kept);
    kept += 1;
  }
  return kept;
}

function onceOfMany(columns: Columns, start: number, end: number): number {
  const { high, low } = columns;
  const seen = new Set<string>();
  let kept = start;
  for (let n = start; n < end; n++) {
    const id = `${low[n]}/${high[n]}`;
    if (low[n] !== 0 && seen.has(id)) continue;
    seen.add(id);
    if (kept !== n) move(columns, n, kept);
    kept += 1;
  }
  return kept;
}
