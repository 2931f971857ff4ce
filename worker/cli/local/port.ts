import { createServer } from "node:net";
import { Failure, lineOf } from "../failure.ts";

/** Only this machine: the root token of a local Worker is no secret to guard a network with. */
export const HOST = "127.0.0.1";

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
    if (code === "EADDRINUSE") throw portInUse(port);
    throw new Failure(`port ${port} cannot be used: ${code === "EACCES" ? "permission denied" : lineOf(error)}`);
  } finally {
    server.close();
  }
}

export function portInUse(port: number): Failure {
  return new Failure(`port ${port} is in use: stop what uses it, or choose another with --port`);
}
