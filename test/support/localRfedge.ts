import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = fileURLToPath(new URL("../../worker/cli/main.ts", import.meta.url));

/** A `rfedge start`, or an `npm start`, that says it is ready. */
export interface LocalRfedge {
  readonly process: ChildProcess;
  readonly url: string;
  /** All it has said. */
  readonly said: () => string;
  /** Sends a signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

export interface Starting {
  readonly through?: "node" | "npm";
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs it in turn, in surroundings of its own. */
  readonly within?: readonly string[];
}

/** Starts a Worker of its own and waits until it is ready. `words` are options of `start`. */
export async function startRfedge(
  words: readonly string[],
  { through = "node", env = {}, within = [] }: Starting = {},
) {
  const own = through === "npm" ? ["npm", "start", "--"] : [process.execPath, MAIN, "start"];
  const [command = "", ...before] = [...within, ...own];
  const child = spawn(command, [...before, ...words], {
    cwd: ROOT,
    env: { ...clean(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /^RFEdge ready on (\S+)$/m.exec(said);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", () => reject(new Error(`rfedge start ended: ${said}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { process: child, url, said: () => said, end } satisfies LocalRfedge;
}

/** Runs a command to its end. */
export function runRfedge(words: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], { env: clean(), encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** Publishes a configuration on the site `demo`; keys left out mean the default. */
export async function publishOn({ url, said }: LocalRfedge, config: object): Promise<void> {
  const token = /mt_demo_\S+/.exec(said())?.[0] ?? "";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const send = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${url}/v1/sites/demo/config/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as { baseVersion: number };
  };
  const { baseVersion } = await send("PUT", "draft", config);
  await send("POST", "publish", { baseVersion });
}

/** Nothing of the developer's own settings, and nothing of the npm that runs the tests. */
function clean(): NodeJS.ProcessEnv {
  const own = /^(npm_|RFEDGE_|NODE_OPTIONS|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
