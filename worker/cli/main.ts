import { importCommand } from "./import.ts";
import { startCommand } from "./start.ts";
import { runCommandLine } from "./terminal/command.ts";

const COMMANDS = [startCommand, importCommand];
const [name = "--help", ...words] = process.argv.slice(2);
const command = COMMANDS.find((known) => known.name === name);

if (command) process.exit(await runCommandLine(command, words));
if (name === "--help" || name === "-h" || name === "help") {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`);
  console.log(`rfedge <command> [options]\n\n${lines.join("\n")}\n\nrfedge <command> --help says more.`);
} else {
  console.error(`rfedge: there is no command "${name}" (there are ${COMMANDS.map((known) => known.name).join(", ")})`);
  process.exitCode = 1;
}
