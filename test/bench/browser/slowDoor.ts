import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A door in front of a Worker, through which each answer comes late: sockets too. */
export interface SlowDoor {
  readonly url: string;
  /** What comes from now on is held up for so long. */
  delay(ms: number): void;
  /** How many bytes the Worker has answered so far. */
  answeredBytes(): number;
  end(): void;
}

/** @param target an address on the loopback interface */
export async function openSlowDoor(target: string): Promise<SlowDoor> {
  let delayMs = 0;
  let answered = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const worker = connect(Number(new URL(target).port), "127.0.0.1");
    for (const [one, other] of [
      [client, worker],
      [worker, client],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
    client.pipe(worker);
    worker.on("data", (chunk: Buffer) => {
      answered += chunk.byteLength;
      if (delayMs === 0) client.write(chunk);
      else setTimeout(() => client.destroyed || client.write(chunk), delayMs);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    delay: (ms) => {
      delayMs = ms;
    },
    answeredBytes: () => answered,
    end: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
