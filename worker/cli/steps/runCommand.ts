import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { inRoot, ROOT } from "./root.ts";

/** How a command ended, and all it said. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Longer than any command takes on a slow machine: what has not ended by then hangs. */
const LONGEST_MS = 40 * 60_000;

/**
 * Runs an installed command in the project's folder, without a terminal, and answers when it has ended, or is ended because
 * it took too long, which is a failure. Never rejects.
 *
 * @param line the command and its arguments, divided by blanks
 * @param longestMs milliseconds after which it is ended
 */
export function runCommand(line: string, longestMs = LONGEST_MS): Promise<Outcome> {
  const [command = "", ...parameters] = line.split(" ");
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: ROOT,
      env: quiet(),
      stdio: ["ignore", "pipe", "pipe"],
      // npm's .cmd files start only through a shell.
      shell: process.platform === "win32",
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const hanging = setTimeout(() => {
      child.kill();
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ok: false, output: `${output}\n${line}: ended after ${longestMs / 1000} s, in which it had not` });
    }, longestMs);
    const ended = (outcome: Outcome) => {
      clearTimeout(hanging);
      resolve(outcome);
    };
    child.on("error", (error) => ended({ ok: false, output: `${line}: ${error.message}` }));
    child.on("close", (code) => ended({ ok: code === 0, output }));
  });
}

/** The environment in which the tools ask nothing, report nothing home and find one another. */
function quiet(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [inRoot("node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter),
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    DEBIAN_FRONTEND: "noninteractive",
    NO_COLOR: "1",
  };
}
