import { join, resolve } from "node:path";
import { Failure, lineOf } from "./failure.ts";
import { buildStale } from "./local/buildStale.ts";
import { type DemoSite, ensureDemoSite } from "./local/demoSite.ts";
import { lockFolder, watchLauncher } from "./local/lock.ts";
import { requirePort } from "./local/port.ts";
import { type Seeding, seed } from "./local/seed.ts";
import { openStateFolder, rootTokenOf, secretOf } from "./local/stateFolder.ts";
import { inRoot } from "./steps/root.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";

const HELP = `
npm start [-- options], or rfedge start [options]

Builds what has changed, runs the Worker on this machine without an account or a network, and fills the demo shop.

  --port N     the port (default 8787)
  --data DIR   keeps the state in DIR (default .rfedge); it survives restarts
  --empty      no sample data: only the site demo with the default configuration

RFEDGE_ADMIN_TOKEN sets the root token; without it one is made and kept in DIR.
RFEDGE_FAULT=visitor,directory,site,identity,kv makes these bindings fail, directory:N one shard.
RFEDGE_DIRECTORY_SHARDS=N spreads a site's rows over N objects (default 1); it may be raised, never lowered.
`;

const OPTIONS = { port: { type: "string" }, data: { type: "string" }, empty: { type: "boolean" } } as const;

const BREAKABLE = ["visitor", "directory", "site", "identity", "kv"];
const SHARD = /^directory:\d{1,3}$/;
const FIRST_PORT = 1;
const LAST_PORT = 65_535;
const MOST_SHARDS = 256;
const LONGEST_END_MS = 5000;

/** `npm start`. */
export const startCommand: Command = {
  name: "start",
  summary: "runs the Worker on this machine, with the demo shop",
  help: HELP,
  run: async ({ words, signal: asked }) => {
    const gone = new AbortController();
    const signal = AbortSignal.any([asked, gone.signal]);
    watchLauncher(() => gone.abort());
    const ends: End[] = [];
    try {
      await Promise.race([serve({ words, signal }, ends), aborted(signal)]);
    } finally {
      await Promise.race([Promise.all(ends.map((end) => end())), patience()]);
    }
    return 0;
  },
};

interface Running {
  readonly port: number;
  readonly fault: string;
  readonly directoryShards: string | undefined;
}

type End = () => Promise<void>;

async function serve({ words, signal }: Call, ends: End[]): Promise<void> {
  const { values } = wordsOf(words, OPTIONS, 0);
  const port = portOf(values.port ?? "8787");
  const fault = faultOf(process.env["RFEDGE_FAULT"] ?? "");
  const directoryShards = shardsOf(process.env["RFEDGE_DIRECTORY_SHARDS"]);
  const folder = openStateFolder(values.data === undefined ? inRoot(".rfedge") : resolve(whereCalled(), values.data));
  await lockFolder(folder);
  await requirePort(port);
  await buildStale();
  signal.throwIfAborted();
  const url = `http://localhost:${port}`;
  const site = { url, rootToken: rootTokenOf(folder, process.env), folder, isEmpty: values.empty ?? false };
  announce(url, await runWithSite(site, { port, fault, directoryShards }, ends));
  if (fault !== "") console.log(`broken by RFEDGE_FAULT: ${fault}; sample data waits for a start without it`);
  else if (!site.isEmpty) await seedOrSay({ ...site, signal });
  await aborted(signal);
}

/** Runs the Worker and makes its site. @returns the marketer token */
async function runWithSite(site: DemoSite, { port, fault, directoryShards }: Running, ends: End[]) {
  // Loaded here: Miniflare takes half a second that no --help should wait for.
  const { runWorker } = await import("./local/runWorker.ts");
  const { folder, rootToken } = site;
  const secret = secretOf(folder, process.env);
  const worker = { port, directoryShards, state: join(folder.path, "state"), rootToken, secret };
  let end = await runWorker({ ...worker, fault: "" });
  ends.push(() => end());
  const token = await ensureDemoSite(site);
  if (fault === "") return token;
  // What is broken on purpose is broken for visitors, not for making the site that they visit.
  await end();
  end = await runWorker({ ...worker, fault });
  return token;
}

/** In one piece: whoever waits for the first line finds the others with it. */
function announce(url: string, token: string): void {
  const extension = inRoot("dist", "extension", "chrome-mv3");
  const lines = [`demo shop: ${url}/demo/`, `marketer token: ${token}`, `unpacked extension: ${extension}`];
  console.log([`RFEdge ready on ${url}`, ...lines].join("\n"));
}

/** A seeding that fails leaves a Worker that runs: the next start goes on with it. */
async function seedOrSay(seeding: Seeding): Promise<void> {
  try {
    await seed(seeding);
  } catch (error) {
    if (!seeding.signal.aborted)
      console.error(`rfedge start: the samples are not complete, the next start goes on: ${lineOf(error)}`);
  }
}

function faultOf(text: string): string {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => name !== "" && !BREAKABLE.includes(name) && !SHARD.test(name));
  if (unknown === undefined) return text;
  throw new Failure(`RFEDGE_FAULT=${text}: what can be broken is ${BREAKABLE.join(", ")}`);
}

function shardsOf(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_SHARDS) return text;
  throw new Failure(`RFEDGE_DIRECTORY_SHARDS=${text}: a whole number from 1 to ${MOST_SHARDS} is wanted`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= FIRST_PORT && port <= LAST_PORT) return port;
  throw new Failure(`--port ${text}: a port is a number from ${FIRST_PORT} to ${LAST_PORT}`);
}

/** npm runs scripts in the project's folder and says where it was called itself. */
function whereCalled(): string {
  return (process.env["npm_lifecycle_event"] === "start" && process.env["INIT_CWD"]) || process.cwd();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((end) => {
    if (signal.aborted) end();
    else signal.addEventListener("abort", () => end(), { once: true });
  });
}

function patience(): Promise<void> {
  return new Promise((end) => setTimeout(end, LONGEST_END_MS).unref());
}
