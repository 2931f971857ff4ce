import { readFile, rename, writeFile } from "node:fs/promises";
import * as v from "valibot";
import { diffConfig } from "#shared/config/diffConfig";
import { readConfig } from "#shared/config/readConfig";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import { Failure, lineOf } from "../failure.ts";
import { faultsLine } from "../sending/callWorker.ts";

/** A site's configuration in a file: whole, and the version it is based on; null where the file is a bare configuration. */
export interface ConfigFile {
  readonly version: number | null;
  readonly config: SiteConfig;
}

const WrappedSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  config: v.record(v.string(), v.unknown()),
});

/** Reads a file. @throws Failure with the first faults and their paths; null: there is no such file */
export async function readConfigFile(path: string): Promise<ConfigFile | null> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new Failure(`${path} cannot be read (${lineOf(error)})`);
  });
  return bytes && configIn(path, bytes);
}

/** A file's content. A byte order mark and line ends of any kind are no matter. */
export function configIn(path: string, bytes: Uint8Array): ConfigFile {
  const document = jsonIn(path, bytes);
  const wrapped = v.safeParse(WrappedSchema, document);
  const isWrapped = typeof document === "object" && document !== null && "config" in document;
  if (isWrapped && !wrapped.success)
    throw new Failure(`${path}: beside config there is version, the number it is based on, and nothing else`);
  const parsed = parseSiteConfig(wrapped.success ? wrapped.output.config : document);
  if ("errors" in parsed) throw new Failure(`${path}: ${faultsLine(parsed.errors)}`);
  return { version: wrapped.success ? wrapped.output.version : null, config: parsed.config };
}

function jsonIn(path: string, bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${path} is not UTF-8`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${path} is no JSON (${lineOf(error)})`);
  }
}

/** Whether a file is no longer what it was pulled as. @param pulled the document as it was published, maybe by an earlier release */
export function isEdited({ config }: ConfigFile, pulled: unknown): boolean {
  const then = readConfig(pulled);
  return then === null || diffConfig(then.config, config).length > 0;
}

/** Writes a file as it is reviewed: keys in the order of the documentation, two blanks a level. All of it, or nothing. */
export async function writeConfigFile(path: string, { version, config }: ConfigFile): Promise<void> {
  const text = `${JSON.stringify({ version, config }, null, 2)}\n`;
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    throw new Failure(`${path} cannot be written (${lineOf(error)})`);
  }
}
