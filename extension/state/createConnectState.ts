import { type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { PageRequest, TestAnswer, Trouble } from "../messages.ts";
import type { Connection } from "../remote/callWorker.ts";
import { type Fault, readForm } from "./connectForm.ts";
import { dropConnection, readConnection, storeConnection } from "./connection.ts";
import { patternOf } from "./onSites.ts";

/** How connecting goes. */
export type ConnectTurn =
  | { readonly kind: "idle" | "connecting" | "testing" | "disconnected" }
  | { readonly kind: "fault"; readonly fault: Fault }
  | { readonly kind: "denied"; readonly host: string }
  | { readonly kind: "trouble"; readonly trouble: Trouble; readonly host: string; readonly site: string }
  | { readonly kind: "passed"; readonly visitors: number };

/** Connecting, testing and disconnecting; the background makes the calls. */
export interface ConnectState {
  readonly turn: ReadonlySignal<ConnectTurn>;
  /** To be called at once in a click: the browser is asked for the Worker's host. */
  connect(form: { address: string; site: string; token: string }, isLasting: boolean): Promise<void>;
  test(): Promise<void>;
  disconnect(): Promise<void>;
}

/** Begins idle. */
export function createConnectState(): ConnectState {
  const turn = signal<ConnectTurn>({ kind: "idle" });
  const attempt = async (connection: Connection): Promise<ConnectTurn> => {
    const answer: TestAnswer = await browser.runtime.sendMessage({ type: "test", ...connection } satisfies PageRequest);
    const { host } = new URL(connection.origin);
    return "visitors" in answer
      ? { kind: "passed", visitors: answer.visitors }
      : { kind: "trouble", trouble: answer.trouble, host, site: connection.site };
  };
  return {
    turn,
    async connect(form, isLasting) {
      const read = readForm(form);
      if ("fault" in read) {
        turn.value = { kind: "fault", fault: read.fault };
        return;
      }
      const asked = browser.permissions.request({ origins: [patternOf(read.connection.origin)] });
      turn.value = { kind: "connecting" };
      if (!(await asked)) {
        turn.value = { kind: "denied", host: new URL(read.connection.origin).host };
        return;
      }
      const outcome = await attempt(read.connection);
      // Whoever reads that it works may close the page at once: by then it is kept.
      if (outcome.kind === "passed") await storeConnection(read.connection, isLasting);
      turn.value = outcome;
    },
    async test() {
      turn.value = { kind: "testing" };
      const connection = await readConnection();
      turn.value = connection === null ? { kind: "idle" } : await attempt(connection);
    },
    async disconnect() {
      await dropConnection();
      turn.value = { kind: "disconnected" };
    },
  };
}
