import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "../failure.ts";
import { runCommand } from "./runCommand.ts";

/** The browsers that tests run in: what each is called on the path, in apt, and in the environment. */
const BROWSERS = {
  // Google Chrome itself refuses unpacked extensions from the command line since version 137.
  chromium: { title: "Chromium", variable: "CHROMIUM", names: ["chromium", "chromium-browser"], pack: "chromium" },
  // The same engine without a window's surroundings, for pages without the extension: they cost little more than half.
  headlessShell: {
    title: "Chromium's headless shell",
    variable: "CHROMIUM_HEADLESS_SHELL",
    names: ["chromium-headless-shell"],
    pack: "chromium-headless-shell",
  },
  firefox: { title: "Firefox", variable: "FIREFOX", names: ["firefox-esr", "firefox"], pack: "firefox-esr" },
} as const;
type Browser = keyof typeof BROWSERS;

/** Where a browser is: where its variable in the environment says, else the first on the path; null where there is none. */
export function findBrowser(browser: Browser, env: NodeJS.ProcessEnv = process.env): string | null {
  const { variable, names } = BROWSERS[browser];
  const wanted = env[variable];
  if (wanted) return isProgram(wanted) ? wanted : null;
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram) ?? null;
}

/** Where a browser is, after an attempt to install it where that can be done without asking anybody; null: it cannot be had here. */
export async function obtainBrowser(browser: Browser): Promise<string | null> {
  const { variable, pack } = BROWSERS[browser];
  const found = findBrowser(browser);
  if (found || process.env[variable] || process.getuid?.() !== 0) return found;
  const first = await runCommand(`apt-get install -y ${pack}`);
  // A fresh image has no lists of packages yet.
  if (!first.ok && (await runCommand("apt-get update")).ok) await runCommand(`apt-get install -y ${pack}`);
  return findBrowser(browser);
}

/**
 * Where a browser is that the tests cannot do without, installed first where that can be done.
 *
 * @throws Failure with what the developer has to install
 */
export async function requireBrowser(browser: Browser): Promise<string> {
  const { title, variable, pack } = BROWSERS[browser];
  const obtained = await obtainBrowser(browser);
  if (obtained) return obtained;
  const wanted = process.env[variable];
  if (wanted) throw new Failure(`${variable} names ${wanted}, which is no program`);
  throw new Failure(`${title} is missing: install it (apt-get install ${pack}) or name it in ${variable}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
