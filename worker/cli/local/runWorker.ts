import { createServer } from "node:net";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { Failure, lineOf } from "../failure.ts";
import { inRoot } from "../steps/root.ts";
import { childrenOf, endWithUs } from "./processes.ts";

/** Only this machine: the root token of a local Worker is no secret to guard a network with. */
const HOST = "127.0.0.1";

export interface LocalWorker {
  readonly port: number;
  /** Where Durable Objects and KV are kept. */
  readonly state: string;
  readonly rootToken: string;
  /** Bindings to break, as `RFEDGE_FAULT` names them. */
  readonly fault: string;
}

/** Refuses a port that is taken, before anything slow has begun. */
export async function requirePort(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host: HOST }, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw inUse(port);
    throw new Failure(`port ${port} cannot be used: ${code === "EACCES" ? "permission denied" : lineOf(error)}`);
  } finally {
    server.close();
  }
}

/**
 * Runs the built Worker in this process's workerd, with the bindings of wrangler.toml, on the loopback interface.
 *
 * @returns how to stop it
 */
export async function runWorker({ port, state, rootToken, fault }: LocalWorker): Promise<() => Promise<void>> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(inRoot("wrangler.toml"));
  let watcher: ReturnType<typeof endWithUs> = null;
  const watch = () => {
    watcher?.kill("SIGKILL");
    watcher = endWithUs(
      childrenOf(process.pid).flatMap(({ pid, command }) => (/workerd\S* serve /.test(command) ? [pid] : [])),
    );
  };
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      host: HOST,
      port,
      cf: false,
      log: new NoOpLog(),
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
          }),
        },
      ],
    }),
  );
  try {
    await worker.ready;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw code === "ERR_ADDRESS_IN_USE" ? inUse(port) : new Failure(`the Worker does not start: ${lineOf(error)}`);
  }
  watch();
  return async () => {
    await worker.dispose();
    watcher?.kill("SIGKILL");
  };
}

const inUse = (port: number) => new Failure(`port ${port} is in use: stop what uses it, or choose another with --port`);
