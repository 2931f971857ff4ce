import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "../failure.ts";
import { runCommand } from "./runCommand.ts";

// Google Chrome itself refuses unpacked extensions from the command line since version 137.
const NAMES = ["chromium", "chromium-browser"];

/** Where Chromium is: `CHROMIUM` in the environment, else the first on the path; null where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env["CHROMIUM"]) return isProgram(env["CHROMIUM"]) ? env["CHROMIUM"] : null;
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find(isProgram) ?? null;
}

/**
 * The same, after an attempt to install it where that can be done without asking anybody.
 *
 * @throws Failure with what the developer has to install
 */
export async function requireChromium(): Promise<string> {
  const wanted = process.env["CHROMIUM"];
  const found = findChromium();
  if (found) return found;
  if (wanted) throw new Failure(`CHROMIUM names ${wanted}, which is no program`);
  if (process.getuid?.() === 0) {
    const first = await runCommand("apt-get install -y chromium");
    // A fresh image has no lists of packages yet.
    if (!first.ok && (await runCommand("apt-get update")).ok) {
      await runCommand("apt-get install -y chromium");
    }
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Failure("Chromium is missing: install it (apt-get install chromium) or name it in CHROMIUM");
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
