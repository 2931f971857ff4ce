import { stat } from "node:fs/promises";
import { Failure } from "../failure.ts";
import type { Draft, Fault } from "./draft.ts";
import { type Layout, readLayout } from "./layout.ts";
import { type Mapping, renamed, requireColumns } from "./mapping.ts";
import { ORDER_FIELDS, orderMessage } from "./orderMessage.ts";
import { readCsv } from "./readCsv.ts";
import { readNdjson } from "./readNdjson.ts";
import type { Fields, Place } from "./row.ts";
import { segmentMessage } from "./segmentMessage.ts";

export const FORMATS = ["orders", "segment"] as const;
export type Format = (typeof FORMATS)[number];

/** A row turned into a message, or what is wrong with it. */
export type Read = Place & ({ readonly draft: Draft } | { readonly fault: string; readonly row: unknown });

/** A file whose columns have been checked; `read` begins anew at each call. */
export interface Source {
  readonly path: string;
  readonly bytes: number;
  readonly format: Format;
  readonly read: () => AsyncGenerator<Read>;
}

export interface Opening {
  readonly path: string;
  /** Null: told from the columns. */
  readonly format: Format | null;
  readonly mapping: Mapping;
  /** No row may lie later, epoch milliseconds. */
  readonly latest: number;
}

const REQUIRED = { orders: ORDER_FIELDS.required, segment: ["type", "timestamp"] };
const KNOWN = { orders: [...ORDER_FIELDS.required, ...ORDER_FIELDS.optional], segment: null };
const MESSAGE: Record<Format, (fields: Fields) => Draft | Fault> = { orders: orderMessage, segment: segmentMessage };

/**
 * Opens a file for reading row by row.
 *
 * @throws Failure where it cannot be read or lacks columns
 */
export async function openSource({ path, format: wanted, mapping, latest }: Opening): Promise<Source> {
  const layout = await readLayout(path);
  const { size } = await stat(path);
  const format = wanted ?? (await formatOf(path, layout, mapping));
  if (layout.kind === "csv") {
    const { columns } = layout;
    requireColumns({ file: path, columns, mapping, required: REQUIRED[format], known: KNOWN[format] });
  }
  return {
    path,
    bytes: size,
    format,
    read: () => readAll(path, layout, { mapping, latest, toDraft: MESSAGE[format] }),
  };
}

/** Segment messages say their `type`, orders do not. */
async function formatOf(path: string, layout: Layout, mapping: Mapping): Promise<Format> {
  const isSegment = (names: readonly string[]) => names.includes(mapping.get("type") ?? "type");
  if (layout.kind === "csv") return isSegment(layout.columns) ? "segment" : "orders";
  for await (const row of readNdjson(path))
    if ("fields" in row) return isSegment(Object.keys(row.fields)) ? "segment" : "orders";
  throw new Failure(`${path} has no line that is a JSON object`);
}

interface Reading {
  readonly mapping: Mapping;
  readonly latest: number;
  readonly toDraft: (fields: Fields) => Draft | Fault;
}

async function* readAll(path: string, layout: Layout, { mapping, latest, toDraft }: Reading): AsyncGenerator<Read> {
  for await (const row of layout.kind === "csv" ? readCsv(path, layout) : readNdjson(path)) {
    if ("fault" in row) {
      yield row;
      continue;
    }
    const { line, bytes, fields } = row;
    const read = toDraft(renamed(fields, mapping));
    if ("fault" in read) yield { line, bytes, fault: read.fault, row: fields };
    else if (read.at > latest)
      yield { line, bytes, fault: `${new Date(read.at).toISOString()} lies in the future`, row: fields };
    else yield { line, bytes, draft: read };
  }
}
