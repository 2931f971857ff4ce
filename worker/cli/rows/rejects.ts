import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { Failure, lineOf } from "../failure.ts";

/** A row that was not taken. */
export interface Reject {
  readonly line: number;
  readonly reason: string;
  /** The row as it was read, so that it can be mended and sent again. */
  readonly row: unknown;
}

/** The file of refused rows, beside the file that they came from; it exists only if there is one. */
export interface Rejects {
  readonly path: string;
  readonly add: (reject: Reject) => void;
  readonly count: () => number;
  readonly close: () => void;
}

/** Begins anew: an earlier run's file is removed. */
export function createRejects(source: string): Rejects {
  const path = `${source}.rejected.ndjson`;
  let file: number | null = null;
  let count = 0;
  remove(path);
  return {
    path,
    count: () => count,
    add: (reject) => {
      file ??= opened(path);
      writeSync(file, `${JSON.stringify(reject)}\n`);
      count += 1;
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

/** The same where nothing may be written: the first few are kept to be shown. */
export function countRejects(source: string, shown: number): Rejects & { readonly first: readonly Reject[] } {
  const first: Reject[] = [];
  let count = 0;
  return {
    path: `${source}.rejected.ndjson`,
    first,
    count: () => count,
    add: (reject) => {
      if (first.length < shown) first.push(reject);
      count += 1;
    },
    close: () => {},
  };
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new Failure(`${path} cannot be replaced: ${lineOf(error)}`);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    throw new Failure(`rows were rejected, but ${path} cannot be written: ${lineOf(error)}`);
  }
}
