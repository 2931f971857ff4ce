import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import type { unstable_getMiniflareWorkerOptions } from "wrangler";
import { Failure, lineOf } from "../failure.ts";
import { inRoot } from "../steps/root.ts";
import { HOST, portInUse } from "./port.ts";
import { childrenOf, endWithUs } from "./processes.ts";

const HOUR_MS = 3_600_000;
const FIRST_WAIT_MS = 100;
const LAST_WAIT_MS = 5_000;
/** The lines of `crons` in wrangler.toml, and how often each comes round. */
const CRONS = [
  { cron: "7 * * * *", everyMs: HOUR_MS },
  { cron: "37 3 * * *", everyMs: 24 * HOUR_MS },
  { cron: "17 4 * * *", everyMs: 24 * HOUR_MS },
] as const;

export interface LocalWorker {
  readonly port: number;
  /** Where Durable Objects and KV are kept. */
  readonly state: string;
  readonly rootToken: string;
  readonly secret: string;
  /** Bindings to break, as `RFEDGE_FAULT` names them. */
  readonly fault: string;
  /** How many objects share a site's rows; undefined: as wrangler.toml says. */
  readonly directoryShards?: string | undefined;
}

/** Stops what runs. */
type End = () => Promise<void>;

/**
 * Runs the built Worker in this process's workerd, with the bindings of wrangler.toml, on the loopback interface. Whenever workerd dies, it is
 * started again.
 *
 * @returns how to stop it
 */
export async function runWorker(worker: LocalWorker): Promise<End> {
  let isOver = false;
  let restarted: Promise<void> = Promise.resolve();
  const restart = async () => {
    await end().catch(() => undefined);
    for (let waitMs = FIRST_WAIT_MS; !isOver; waitMs = Math.min(2 * waitMs, LAST_WAIT_MS)) {
      try {
        end = await begin(worker, again);
        return;
      } catch (error) {
        console.error(`rfedge start: the Worker does not start again, it is tried on: ${lineOf(error)}`);
        await wait(waitMs);
      }
    }
  };
  const again = () => {
    restarted = restarted.then(restart);
  };
  let end = await begin(worker, again);
  return async () => {
    isOver = true;
    await restarted;
    await end();
  };
}

/** Miniflare starts a workerd that dies again, once. One that dies before it is ready it only mentions. */
class RestartLog extends NoOpLog {
  readonly #onLost: () => void;

  constructor(onLost: () => void) {
    super();
    this.#onLost = onLost;
  }

  override error(error: Error): void {
    if ("code" in error && error.code === "ERR_RUNTIME_FAILURE") this.#onLost();
  }
}

async function begin(
  { port, state, rootToken, secret, fault, directoryShards }: LocalWorker,
  onLost: () => void,
): Promise<End> {
  const workerOptions = await builtOptions();
  let watcher: ReturnType<typeof endWithUs> = null;
  const watch = () => {
    watcher?.kill("SIGKILL");
    watcher = endWithUs(
      childrenOf(process.pid).flatMap(({ pid, command }) => (/workerd\S* serve /.test(command) ? [pid] : [])),
    );
  };
  const options = convertV4MiniflareOptions({
    host: HOST,
    port,
    // No network is there to tell where a request comes from; left out, everybody would come from Texas.
    cf: {},
    log: new RestartLog(onLost),
    handleStructuredLogs: say,
    telemetry: { enabled: false },
    resourcePersistencePath: state,
    unsafeHandleRuntimeRestart: watch,
    workers: [
      {
        ...workerOptions,
        name: "rfedge",
        modules: [{ type: "ESModule", path: inRoot("dist", "worker", "index.js") }],
        bindings: Object.assign({}, workerOptions["bindings"], {
          RFEDGE_LOCAL: "1",
          RFEDGE_FAULT: fault,
          RFEDGE_ADMIN_TOKEN: rootToken,
          ...(directoryShards !== undefined && { RFEDGE_DIRECTORY_SHARDS: directoryShards }),
          RFEDGE_SECRET: secret,
          ...accessSettings(process.env),
        }),
      },
    ],
  });
  const worker = withoutSignals(() => new Miniflare(options));
  try {
    await worker.ready;
  } catch (error) {
    await worker.dispose().catch(() => undefined);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw code === "ERR_ADDRESS_IN_USE" ? portInUse(port) : new Failure(`the Worker does not start: ${lineOf(error)}`);
  }
  watch();
  // The platform's clock does not run here. What speaks to the Worker from here is made when it first rings: it is an eighth of a start.
  const ring = async (cron: string) => (await worker.getWorker("rfedge")).scheduled({ cron });
  const clocks = CRONS.map(({ cron, everyMs }) =>
    setInterval(() => void ring(cron).catch((error) => console.error(lineOf(error))), everyMs),
  );
  return async () => {
    for (const clock of clocks) clearInterval(clock);
    await worker.dispose();
    watcher?.kill("SIGKILL");
  };
}

/** How marketers come by Cloudflare Access, where the environment says so. */
function accessSettings(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith("RFEDGE_ACCESS_")));
}

/** Passes on what the Worker logs; what workerd says of its own workings (an alarm that was set anew) is no news. */
function say({ level, message }: { level: string; message: string }): void {
  if (message.startsWith("NOSENTRY")) return;
  if (level === "error" || level === "warn") console.error(message);
  else console.log(message);
}

type WorkerOptions = ReturnType<typeof unstable_getMiniflareWorkerOptions>["workerOptions"];

/** The bindings as wrangler reads them: the build has asked it. */
async function builtOptions(): Promise<WorkerOptions> {
  const options: WorkerOptions = JSON.parse(await readFile(inRoot("dist", "worker", "options.json"), "utf8"));
  // The folder may have been moved since.
  return { ...options, assets: options.assets && { ...options.assets, directory: inRoot("dist", "assets") } };
}

/** Miniflare would end the process at once on a signal; here the command does, when everything has been put away. */
function withoutSignals<T>(make: () => T): T {
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const ours = new Set<unknown>(names.flatMap((name) => process.listeners(name)));
  const made = make();
  for (const name of names)
    for (const listener of process.listeners(name)) if (!ours.has(listener)) process.off(name, listener);
  return made;
}
