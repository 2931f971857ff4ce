import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { Failure, lineOf } from "../failure.ts";
import { inRoot } from "../steps/root.ts";
import { HOST, portInUse } from "./port.ts";
import { childrenOf, endWithUs } from "./processes.ts";

const HOUR_MS = 3_600_000;
/** The lines of `crons` in wrangler.toml, and how often each comes round. */
const CRONS = [
  { cron: "7 * * * *", everyMs: HOUR_MS },
  { cron: "37 3 * * *", everyMs: 24 * HOUR_MS },
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

/**
 * Runs the built Worker in this process's workerd, with the bindings of wrangler.toml, on the loopback interface.
 *
 * @returns how to stop it
 */
export async function runWorker({
  port,
  state,
  rootToken,
  secret,
  fault,
  directoryShards,
}: LocalWorker): Promise<() => Promise<void>> {
  const workerOptions = await optionsOf(inRoot("wrangler.toml"));
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
    cf: false,
    log: new NoOpLog(),
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
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw code === "ERR_ADDRESS_IN_USE" ? portInUse(port) : new Failure(`the Worker does not start: ${lineOf(error)}`);
  }
  watch();
  const { scheduled } = await worker.getWorker("rfedge");
  // The platform's clock does not run here.
  const clocks = CRONS.map(({ cron, everyMs }) =>
    setInterval(() => void scheduled({ cron }).catch((error) => console.error(lineOf(error))), everyMs),
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

/** The bindings as wrangler reads them. It logs what only a deployment lacks, and settles how much it logs when it is loaded. */
async function optionsOf(config: string) {
  process.env["WRANGLER_LOG"] ??= "none";
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  return unstable_getMiniflareWorkerOptions(config).workerOptions;
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
