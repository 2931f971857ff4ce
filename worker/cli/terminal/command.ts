import { type ParseArgsConfig, parseArgs } from "node:util";
import { Failure, lineOf } from "../failure.ts";

/** What a command gets: its words, and a signal that says "stop now". */
export interface Call {
  readonly words: readonly string[];
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole of `--help`. */
  readonly help: string;
  /** Answers the exit code. */
  readonly run: (call: Call) => Promise<number>;
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads a command's words; an unknown or malformed option is one clear line. */
export function wordsOf<const O extends Options>(words: readonly string[], options: O, most: number) {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[most];
    if (extra !== undefined) throw new Failure(`what is "${extra}"? (--help says what can be given)`);
    return parsed;
  } catch (error) {
    throw new Failure(lineOf(error).replace(/\.? To specify a positional.*$/, ""));
  }
}

/** Stopped by SIGINT or SIGTERM: the shell's own exit code for it. */
const STOPPED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs a command to its end; whatever stops it is one line on stderr and an exit code other than 0. */
export async function runCommandLine(command: Command, words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(command.help.trim());
    return 0;
  }
  const stop = new AbortController();
  let stopped = 0;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      stopped ||= STOPPED[name];
      stop.abort(new Failure("stopped"));
    });
  }
  try {
    return await command.run({ words, signal: stop.signal });
  } catch (error) {
    console.error(`rfedge ${command.name}: ${lineOf(error)}`);
    if (!(error instanceof Failure) && process.env["RFEDGE_DEBUG"]) console.error(error);
    return stopped || 1;
  }
}
