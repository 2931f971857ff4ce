/** A part that local development can break on purpose, to see what visitors then get: all objects of a kind, or one shard of the directory. */
export type Breakable = "visitor" | "directory" | `directory:${number}` | "site" | "identity" | "kv";

/** What a broken part fails with: a fault that passes, as the platform marks its own. Its message holds what was asked, as those of real faults may. */
export class Broken extends Error {
  readonly retryable = true;

  constructor(part: Breakable, asked = "") {
    super(`RFEDGE_FAULT breaks ${part}${asked === "" ? "" : ` asked ${asked}`}`);
    this.name = "Broken";
  }
}

/** Whether `RFEDGE_FAULT` breaks a part. A deployed Worker ignores the switch. */
export function isBroken(env: Pick<Env, "RFEDGE_LOCAL" | "RFEDGE_FAULT">, part: Breakable): boolean {
  if (env.RFEDGE_LOCAL !== "1" || !env.RFEDGE_FAULT) return false;
  const [whole] = part.split(":");
  return env.RFEDGE_FAULT.split(",").some((name) => name.trim() === part || name.trim() === whole);
}
