/** One message on its way: whose it is, where it stood, and its JSON. */
export interface Parcel {
  /** The visitor's id as JSON members: `"userId":"17850"`. */
  readonly holder: string;
  readonly line: number;
  readonly json: string;
  readonly isOrder: boolean;
}

/** One request: its body, and what is in it by visitor and place, to name what is refused. */
export interface Batch {
  readonly body: string;
  readonly groups: readonly (readonly Parcel[])[];
}

export interface Limits {
  /** Rows that are held to be grouped by visitor. */
  readonly rows: number;
  /** Characters of JSON that are held, whichever is reached first. */
  readonly characters: number;
  /** Visitors in one request: the Worker calls one object for each. */
  readonly visitors: number;
  /** Bytes of one request. */
  readonly bytes: number;
}

/** The Worker takes 1 MB a request and 50 calls onwards on its smallest plan. */
export const LIMITS: Limits = { rows: 25_000, characters: 32_000_000, visitors: 40, bytes: 900_000 };

/**
 * Groups a stream of messages into requests, each visitor's messages together, so that a visitor's object is called once a chunk instead of once a row.
 * Memory is bound by the limits, however long the stream is.
 */
export async function* batched(parcels: AsyncIterable<Parcel>, limits: Limits = LIMITS): AsyncGenerator<Batch> {
  let held = new Map<string, Parcel[]>();
  let rows = 0;
  let characters = 0;
  for await (const parcel of parcels) {
    const group = held.get(parcel.holder);
    if (group) group.push(parcel);
    else held.set(parcel.holder, [parcel]);
    rows += 1;
    characters += parcel.json.length;
    if (rows < limits.rows && characters < limits.characters) continue;
    yield* requestsOf(held.values(), limits);
    held = new Map();
    rows = 0;
    characters = 0;
  }
  yield* requestsOf(held.values(), limits);
}

function* requestsOf(groups: Iterable<Parcel[]>, limits: Limits): Generator<Batch> {
  let ready: Parcel[][] = [];
  let bytes = 0;
  for (const group of groups) {
    for (const part of partsOf(group, limits.bytes)) {
      const size = sizeOf(part);
      if (ready.length > 0 && (ready.length >= limits.visitors || bytes + size > limits.bytes)) {
        yield batchOf(ready);
        ready = [];
        bytes = 0;
      }
      ready.push(part);
      bytes += size;
    }
  }
  if (ready.length > 0) yield batchOf(ready);
}

/** One visitor's messages, cut where they would not fit into one request. */
function* partsOf(group: readonly Parcel[], bytes: number): Generator<Parcel[]> {
  let part: Parcel[] = [];
  let size = 0;
  for (const parcel of group) {
    const more = sizeOf([parcel]);
    if (part.length > 0 && size + more > bytes) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(parcel);
    size += more;
  }
  if (part.length > 0) yield part;
}

function sizeOf(parcels: readonly Parcel[]): number {
  return parcels.reduce(
    (sum, { json, holder }) => sum + Buffer.byteLength(json) + 1 + (sum === 0 ? Buffer.byteLength(holder) + 16 : 0),
    0,
  );
}

function batchOf(groups: Parcel[][]): Batch {
  const visitors = groups.map(
    (group) => `{${group[0]?.holder},"messages":[${group.map(({ json }) => json).join(",")}]}`,
  );
  return { body: `{"visitors":[${visitors.join(",")}]}`, groups };
}
