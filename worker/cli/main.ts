import { enableCompileCache } from "node:module";
import { type Command, runCommandLine } from "./terminal/command.ts";

/** Each is loaded when it is called: a table of scores waits for no Worker's code. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).startCommand,
  import: async () => (await import("./import.ts")).importCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  bill: async () => (await import("./bill.ts")).billCommand,
  audit: async () => (await import("./audit.ts")).auditCommand,
  config: async () => (await import("./config.ts")).configCommand,
  score: async () => (await import("./score.ts")).scoreCommand,
};
// What was compiled once is not compiled again: half of the time of a short command.
enableCompileCache();
const [name = "--help", ...words] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

if (load) process.exit(await runCommandLine(await load(), words));
if (name === "--help" || name === "-h" || name === "help") {
  const commands = await Promise.all(Object.values(COMMANDS).map((each) => each()));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`);
  console.log(`rfedge <command> [options]\n\n${lines.join("\n")}\n\nrfedge <command> --help says more.`);
} else {
  console.error(`rfedge: there is no command "${name}" (there are ${Object.keys(COMMANDS).join(", ")})`);
  process.exitCode = 1;
}
