import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { inRoot, ROOT } from "./root.ts";

/** How a command ended, and all it said. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Runs an installed command in the project's folder, without a terminal, and answers when it has ended. Never rejects.
 *
 * @param line the command and its arguments, divided by blanks
 */
export function runCommand(line: string): Promise<Outcome> {
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
    child.on("error", (error) => resolve({ ok: false, output: `${line}: ${error.message}` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
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
