import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure, lineOf } from "../failure.ts";

/** Counts the ways in which state has been kept; a folder of a later way is left alone. */
export const STATE_VERSION = 1;

/** A folder that keeps everything of a local RFEdge. */
export interface StateFolder {
  readonly path: string;
  /** A small file's content; null where there is none. */
  readonly read: (name: string) => string | null;
  /** Replaces a small file as a whole; nobody but its owner may read it. */
  readonly write: (name: string, content: string) => void;
}

/**
 * Opens a folder for state, or makes it.
 *
 * @throws Failure where it cannot be written or comes from a newer version
 */
export function openStateFolder(given: string): StateFolder {
  const path = resolve(given);
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure(`the state folder ${path} cannot be written: ${reasonOf(error)}`);
  }
  const folder = folderAt(path);
  requireVersion(folder);
  return folder;
}

/** Parents first. Node's own `recursive` never returns where a folder refuses children as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return;
    throw new Error("it is no folder");
  }
  makeFolder(dirname(path));
  mkdirSync(path);
}

function requireVersion({ path, read, write }: StateFolder): void {
  const text = read("version")?.trim();
  if (text === undefined) {
    write("version", `${STATE_VERSION}\n`);
    return;
  }
  if (!/^\d+$/.test(text)) throw new Failure(`the state folder ${path} has no version that can be read`);
  if (Number(text) > STATE_VERSION)
    throw new Failure(
      `the state folder ${path} is from a newer version of RFEdge (state ${text}, this one knows ${STATE_VERSION}): update, or choose another with --data`,
    );
}

function folderAt(path: string): StateFolder {
  return {
    path,
    read: (name) => {
      try {
        return readFileSync(join(path, name), "utf8");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return null;
        throw new Failure(`${join(path, name)} cannot be read: ${reasonOf(error)}`);
      }
    },
    write: (name, content) => {
      const file = join(path, name);
      try {
        // Beside it first: a kill in between must not leave half a file.
        writeFileSync(`${file}.new`, content, { mode: 0o600 });
        chmodSync(`${file}.new`, 0o600);
        renameSync(`${file}.new`, file);
      } catch (error) {
        throw new Failure(`${file} cannot be written: ${reasonOf(error)}`);
      }
    },
  };
}

/** The root token: the environment's, else the one that was made for this folder. */
export function rootTokenOf(folder: StateFolder, env: NodeJS.ProcessEnv): string {
  return env["RFEDGE_ADMIN_TOKEN"] || madeOnce(folder, "root-token", "root_");
}

/** The secret that keys follow from: likewise. */
export function secretOf(folder: StateFolder, env: NodeJS.ProcessEnv): string {
  return env["RFEDGE_SECRET"] || madeOnce(folder, "secret", "");
}

function madeOnce(folder: StateFolder, name: string, prefix: string): string {
  const known = folder.read(name)?.trim();
  if (known) return known;
  const made = `${prefix}${randomBytes(32).toString("base64url")}`;
  folder.write(name, `${made}\n`);
  return made;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "EROFS") return "the file system is read-only";
  if (code === "EEXIST" || code === "ENOTDIR") return "it is no folder";
  return lineOf(error);
}
